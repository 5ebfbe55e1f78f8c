import { sizeOf } from '../arrays.js';
import { withDataFormat } from './data-format.js';
import { passMask } from './layer.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.SpatialDropout2D. Images without channels (28x28) have one. The mask is drawn as Dropout's. */
export const SpatialDropout2D = withDataFormat({
  name: 'SpatialDropout2D',
  summary:
    'While training, sets random channels of an image to zero and scales up the rest. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      rate: { type: 'number', minimum: 0, maximum: 1, description: 'Part of the channels to drop.' },
    },
    required: ['rate'],
  },
  mask: passMask,
  build({ rate }, [input]) {
    const shape = imageShape(input!.shape);
    const mask = {
      name: 'mask',
      shape: (batch: number) => [batch, 1, 1, shape[2]!],
      distribution: { kind: 'dropout', keep: 1 - rate },
    } as const;
    return {
      output: { shape, dtype: 'float32' },
      random: rate === 0 ? [] : [mask],
      flops: rate === 0 ? 0 : sizeOf(shape),
    };
  },
  apply(_options, _weights, [x], { tf, random }) {
    const y = asImages(x!, tf);
    return random.mask ? tf.mul(y, random.mask) : y;
  },
});
