import { defineLayer, passMask } from './layer.js';

/** keras.layers.LeakyReLU: the leaky_relu activation, with a steeper slope by default. */
export const LeakyReLU = defineLayer({
  name: 'LeakyReLU',
  summary: 'x where positive, else negative_slope · x.',
  options: {
    type: 'object',
    properties: {
      negative_slope: { type: 'number', minimum: 0, default: 0.3, description: 'Slope below zero.' },
    },
  },
  mask: passMask,
  build: (_options, [input]) => ({ output: { shape: input!.shape, dtype: 'float32' } }),
  activation: ({ negative_slope }) => ({ leaky_relu: { negative_slope } }),
  apply: (_options, _weights, [x]) => x!,
});
