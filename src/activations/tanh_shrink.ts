import { defineActivation } from './activation.js';

/** keras.activations.tanh_shrink. */
export const tanh_shrink = defineActivation({
  name: 'tanh_shrink',
  summary: 'x - tanh(x).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.sub(x, tf.tanh(x)),
});
