import { defineActivation } from './activation.js';

export const tanh = defineActivation({
  name: 'tanh',
  summary: 'Hyperbolic tangent.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.tanh(x),
});
