import { defineActivation } from './activation.js';

export const elu = defineActivation({
  name: 'elu',
  summary: 'x where positive, else alpha · (exp(x) - 1).',
  options: {
    type: 'object',
    properties: {
      alpha: { type: 'number', default: 1, description: 'What it tends to, negated, at -infinity.' },
    },
  },
  apply({ alpha }, x, tf) {
    const y = tf.elu(x);
    // alpha · y below zero, x above. (A condition computed from x has no gradient in tfjs.)
    return alpha === 1 ? y : tf.add(tf.mul(y, alpha), tf.mul(tf.relu(x), 1 - alpha));
  },
});
