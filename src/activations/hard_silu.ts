import { defineActivation } from './activation.js';

export const hard_silu = defineActivation({
  name: 'hard_silu',
  summary: 'x · hard_sigmoid(x).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.mul(x, tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6)),
});
