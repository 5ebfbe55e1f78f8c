import { defineActivation } from './activation.js';

/** keras.activations.soft_shrink. */
export const soft_shrink = defineActivation({
  name: 'soft_shrink',
  summary: 'x moved towards zero by the threshold, 0 within it.',
  options: {
    type: 'object',
    properties: {
      threshold: { type: 'number', minimum: 0, default: 0.5, description: 'How far values are moved.' },
    },
  },
  apply: ({ threshold }, x, tf) => tf.sub(x, tf.clipByValue(x, -threshold, threshold)),
});
