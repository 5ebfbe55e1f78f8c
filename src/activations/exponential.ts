import { defineActivation } from './activation.js';

export const exponential = defineActivation({
  name: 'exponential',
  summary: 'exp(x).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.exp(x),
});
