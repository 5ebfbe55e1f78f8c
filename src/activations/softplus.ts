import { defineActivation } from './activation.js';

export const softplus = defineActivation({
  name: 'softplus',
  summary: 'log(1 + exp(x)): a smooth relu.',
  options: { type: 'object', properties: {} },
  apply: (_options, x, tf) => tf.softplus(x),
});
