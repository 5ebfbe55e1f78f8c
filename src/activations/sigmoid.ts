import { defineActivation } from './activation.js';

export const sigmoid = defineActivation({
  name: 'sigmoid',
  summary: '1 / (1 + exp(-x)): a probability for every output by itself.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.sigmoid(x),
});
