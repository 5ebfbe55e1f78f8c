import { defineActivation } from './activation.js';

/** keras.activations.squareplus. */
export const squareplus = defineActivation({
  name: 'squareplus',
  summary: '(x + sqrt(x² + b)) / 2: a smooth relu.',
  options: {
    type: 'object',
    properties: {
      b: { type: 'number', minimum: 0, default: 4, description: 'How smooth.' },
    },
  },
  apply: ({ b }, x, tf) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), b))), 0.5),
});
