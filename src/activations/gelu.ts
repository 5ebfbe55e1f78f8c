import { defineActivation } from './activation.js';

export const gelu = defineActivation({
  name: 'gelu',
  summary: 'x times the probability that a standard normal variable is below x.',
  options: {
    type: 'object',
    properties: {
      approximate: { type: 'boolean', default: false, description: 'Approximates by tanh instead of erf.' },
    },
  },
  apply(options, x, tf) {
    const half = tf.mul(x, 0.5);
    if (!options.approximate) return tf.mul(half, tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
    const inner = tf.mul(x, tf.add(tf.mul(tf.square(x), 0.044715), 1));
    return tf.mul(half, tf.add(tf.tanh(tf.mul(inner, Math.sqrt(2 / Math.PI))), 1));
  },
});
