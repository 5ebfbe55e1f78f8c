import { defineActivation } from './activation.js';

/** keras.activations.hard_tanh. */
export const hard_tanh = defineActivation({
  name: 'hard_tanh',
  summary: 'min(max(x, -1), 1).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.clipByValue(x, -1, 1),
});
