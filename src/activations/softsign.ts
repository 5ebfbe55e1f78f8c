import { defineActivation } from './activation.js';

export const softsign = defineActivation({
  name: 'softsign',
  summary: 'x / (1 + |x|).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.div(x, tf.add(tf.abs(x), 1)),
});
