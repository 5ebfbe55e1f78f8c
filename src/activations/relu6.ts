import { defineActivation } from './activation.js';

export const relu6 = defineActivation({
  name: 'relu6',
  summary: 'min(max(x, 0), 6).',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.relu6(x),
});
