import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';
import { sequenceShape } from './spatial.js';

/** keras.layers.SpatialDropout1D, over [steps, channels]. The mask is drawn as Dropout's. */
export const SpatialDropout1D = defineLayer({
  name: 'SpatialDropout1D',
  summary: 'While training, sets random channels of a sequence, at all steps to zero and scales up the rest.',
  options: {
    type: 'object',
    properties: {
      rate: { type: 'number', minimum: 0, maximum: 1, description: 'Part of the channels to drop.' },
    },
    required: ['rate'],
  },
  mask: passMask,
  build({ rate }, [input]) {
    const shape = sequenceShape(input!.shape);
    const mask = {
      name: 'mask',
      shape: (batch: number) => [batch, 1, shape[1]!],
      distribution: { kind: 'dropout', keep: 1 - rate },
    } as const;
    return {
      output: { shape, dtype: 'float32' },
      random: rate === 0 ? [] : [mask],
      flops: rate === 0 ? 0 : sizeOf(shape),
    };
  },
  apply(_options, _weights, [x], { tf, random }) {
    const y = x!;
    return random.mask ? tf.mul(y, random.mask) : y;
  },
});
