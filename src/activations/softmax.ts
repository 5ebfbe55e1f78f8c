import { defineActivation } from './activation.js';

export const softmax = defineActivation({
  name: 'softmax',
  summary: 'Probabilities that add up to 1 along the last axis.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.softmax(x),
});
