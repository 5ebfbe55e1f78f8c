import { defineActivation } from './activation.js';

/** keras.activations.log_sigmoid. */
export const log_sigmoid = defineActivation({
  name: 'log_sigmoid',
  summary: 'log(sigmoid(x)).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.neg(tf.softplus(tf.neg(x))),
});
