import { defineRegularizer } from './regularizer.js';

export const L2 = defineRegularizer({
  name: 'L2',
  summary: 'l2 · sum(w²).',
  options: {
    type: 'object',
    properties: { l2: { type: 'number', minimum: 0, default: 0.01, description: 'Weight of the penalty.' } },
  },
  penalty: ({ l2 }, weight, tf) => tf.mul(tf.sum(tf.square(weight)), l2),
});
