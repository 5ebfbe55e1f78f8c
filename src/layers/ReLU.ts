import { defineLayer, passMask } from './layer.js';

/** keras.layers.ReLU: the relu activation with its options. `apply` is the identity, as Activation's. */
export const ReLU = defineLayer({
  name: 'ReLU',
  summary: 'max(x, 0); with options leaky, bounded or with a threshold.',
  options: {
    type: 'object',
    properties: {
      max_value: { type: 'number', minimum: 0, description: 'Upper bound of the output; none by default.' },
      negative_slope: { type: 'number', minimum: 0, default: 0, description: 'Slope below the threshold.' },
      threshold: { type: 'number', minimum: 0, default: 0, description: 'Values up to it count as zero.' },
    },
  },
  mask: passMask,
  build: (_options, [input]) => ({ output: { shape: input!.shape, dtype: 'float32' } }),
  activation: (options) => ({ relu: options }),
  apply: (_options, _weights, [x]) => x!,
});
