import { defineActivation } from './activation.js';

export const leaky_relu = defineActivation({
  name: 'leaky_relu',
  summary: 'x where positive, else negative_slope · x.',
  options: {
    type: 'object',
    properties: { negative_slope: { type: 'number', default: 0.2, description: 'Slope below zero.' } },
  },
  apply: (options, x, tf) => tf.leakyRelu(x, options.negative_slope),
});
