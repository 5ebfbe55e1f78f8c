import { defineActivation } from './activation.js';

export const hard_sigmoid = defineActivation({
  name: 'hard_sigmoid',
  summary: 'relu6(x + 3) / 6: a piecewise linear approximation of sigmoid.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6),
});
