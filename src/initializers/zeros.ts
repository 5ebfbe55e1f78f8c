import { defineInitializer } from './initializer.js';

export const zeros = defineInitializer({
  name: 'zeros',
  summary: 'All zeros.',
  options: { type: 'object', properties: {} },
  fill: (_options, _shape, out) => void out.fill(0),
});
