import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.GaussianNoise. The noise is drawn from the experiment's seed, the step and the layer. */
export const GaussianNoise = defineLayer({
  name: 'GaussianNoise',
  summary: 'While training, adds normally distributed noise to its input.',
  options: {
    type: 'object',
    properties: { stddev: { type: 'number', minimum: 0, description: 'Standard deviation of the noise.' } },
    required: ['stddev'],
  },
  mask: passMask,
  build({ stddev }, [input]) {
    const { shape } = input!;
    const noise = {
      name: 'noise',
      shape: (batch: number) => [batch, ...shape],
      distribution: { kind: 'normal', mean: 0, stddev },
    } as const;
    return {
      output: { shape, dtype: 'float32' },
      random: stddev === 0 ? [] : [noise],
      flops: stddev === 0 ? 0 : sizeOf(shape),
    };
  },
  apply: (_options, _weights, [x], { tf, random }) => (random.noise ? tf.add(x!, random.noise) : x!),
});
