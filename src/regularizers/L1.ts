import { absolute } from '../gradient.js';
import { defineRegularizer } from './regularizer.js';

export const L1 = defineRegularizer({
  name: 'L1',
  summary: 'l1 · sum(|w|).',
  options: {
    type: 'object',
    properties: { l1: { type: 'number', minimum: 0, default: 0.01, description: 'Weight of the penalty.' } },
  },
  penalty: ({ l1 }, weight, tf) => tf.mul(tf.sum(absolute(weight, tf)), l1),
});
