import { defineActivation } from './activation.js';

export const log_softmax = defineActivation({
  name: 'log_softmax',
  summary: 'Logarithm of softmax, along the last axis.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.logSoftmax(x),
});
