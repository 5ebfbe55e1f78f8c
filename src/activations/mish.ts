import { defineActivation } from './activation.js';

export const mish = defineActivation({
  name: 'mish',
  summary: 'x · tanh(softplus(x)).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.mul(x, tf.tanh(tf.softplus(x))),
});
