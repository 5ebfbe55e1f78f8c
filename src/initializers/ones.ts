import { defineInitializer } from './initializer.js';

export const ones = defineInitializer({
  name: 'ones',
  summary: 'All ones.',
  options: { type: 'object', properties: {} },
  fill: (_options, _shape, out) => void out.fill(1),
});
