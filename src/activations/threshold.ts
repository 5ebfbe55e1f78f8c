import { defineActivation } from './activation.js';
import { kept } from './kept.js';

/** keras.activations.threshold. */
export const threshold = defineActivation({
  name: 'threshold',
  summary: 'x where it is above the threshold, else another value.',
  options: {
    type: 'object',
    properties: {
      threshold: { type: 'number', description: 'Values up to it are replaced.' },
      default_value: { type: 'number', description: 'What they are replaced by.' },
    },
    required: ['threshold', 'default_value'],
  },
  apply: ({ threshold, default_value }, x, tf) =>
    kept(x, tf, (at) => tf.greater(at, threshold), default_value),
});
