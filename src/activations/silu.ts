import { defineActivation } from './activation.js';

export const silu = defineActivation({
  name: 'silu',
  summary: 'x · sigmoid(x), also called swish.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.mul(x, tf.sigmoid(x)),
});
