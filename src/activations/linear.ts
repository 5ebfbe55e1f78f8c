import { defineActivation } from './activation.js';

export const linear = defineActivation({
  name: 'linear',
  summary: 'x itself: no activation.',
  options: { type: 'object', properties: {} },
  apply: (_options, x) => x,
});
