import { defineActivation } from './activation.js';
import { kept } from './kept.js';

/** keras.activations.hard_shrink. */
export const hard_shrink = defineActivation({
  name: 'hard_shrink',
  summary: 'x where it is further from zero than the threshold, else 0.',
  options: {
    type: 'object',
    properties: {
      threshold: {
        type: 'number',
        minimum: 0,
        default: 0.5,
        description: 'How far from zero values are taken as zero.',
      },
    },
  },
  apply: ({ threshold }, x, tf) => kept(x, tf, (at) => tf.greater(tf.abs(at), threshold)),
});
