import { defineInitializer } from './initializer.js';

export const constant = defineInitializer({
  name: 'constant',
  summary: 'The same value everywhere.',
  options: {
    type: 'object',
    properties: { value: { type: 'number', default: 0, description: 'The number.' } },
  },
  fill: ({ value }, _shape, out) => void out.fill(value),
});
