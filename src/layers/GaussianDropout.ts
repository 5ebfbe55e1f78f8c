import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.GaussianDropout. The noise is drawn as GaussianNoise's. A rate of 1 would be infinite noise. */
export const GaussianDropout = defineLayer({
  name: 'GaussianDropout',
  summary: 'While training, multiplies its input by normally distributed noise around 1.',
  options: {
    type: 'object',
    properties: {
      rate: {
        type: 'number',
        minimum: 0,
        exclusiveMaximum: 1,
        description: 'As of Dropout: the noise has the standard deviation sqrt(rate / (1 - rate)).',
      },
    },
    required: ['rate'],
  },
  mask: passMask,
  build({ rate }, [input]) {
    const { shape } = input!;
    const noise = {
      name: 'noise',
      shape: (batch: number) => [batch, ...shape],
      distribution: { kind: 'normal', mean: 1, stddev: Math.sqrt(rate / (1 - rate)) },
    } as const;
    return {
      output: { shape, dtype: 'float32' },
      random: rate === 0 ? [] : [noise],
      flops: rate === 0 ? 0 : sizeOf(shape),
    };
  },
  apply: (_options, _weights, [x], { tf, random }) => (random.noise ? tf.mul(x!, random.noise) : x!),
});
