import { absolute } from '../gradient.js';
import { defineRegularizer } from './regularizer.js';

export const L1L2 = defineRegularizer({
  name: 'L1L2',
  summary: 'l1 · sum(|w|) + l2 · sum(w²).',
  options: {
    type: 'object',
    properties: {
      l1: { type: 'number', minimum: 0, default: 0, description: 'Weight of the absolute penalty.' },
      l2: { type: 'number', minimum: 0, default: 0, description: 'Weight of the squared penalty.' },
    },
  },
  penalty({ l1, l2 }, weight, tf) {
    const terms = [
      ...(l1 === 0 ? [] : [tf.mul(tf.sum(absolute(weight, tf)), l1)]),
      ...(l2 === 0 ? [] : [tf.mul(tf.sum(tf.square(weight)), l2)]),
    ];
    return terms.length === 0 ? tf.scalar(0) : terms.reduce((sum, term) => tf.add(sum, term));
  },
});
