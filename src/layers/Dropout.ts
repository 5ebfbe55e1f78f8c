import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';
import { type MaskShape, maskShape, noiseShape } from './noise.js';

/**
 * keras.layers.Dropout. Keras's `seed` is not here: the mask is drawn from the experiment's seed, the step and
 * the layer, so any step can be reproduced by itself.
 */
export const Dropout = defineLayer({
  name: 'Dropout',
  summary: 'While training, sets a random part of its input to zero and scales up the rest.',
  options: {
    type: 'object',
    properties: {
      rate: { type: 'number', minimum: 0, maximum: 1, description: 'Part of the input to drop.' },
      noise_shape: noiseShape,
    },
    required: ['rate'],
  },
  mask: passMask,
  build({ rate, noise_shape }, [input]) {
    const { shape, dtype } = input!;
    const mask = maskShape(noise_shape, shape);
    const law = { kind: 'dropout', keep: 1 - rate } as const;
    return {
      output: { shape, dtype },
      random: rate === 0 ? [] : [{ name: 'mask', shape: drawn(mask), distribution: law }],
      flops: rate === 0 ? 0 : sizeOf(shape),
    };
  },
  apply(_options, _weights, [x], { tf, random }) {
    const { mask } = random;
    if (!mask) return x!;
    return tf.mul(x!, mask.rank === 4 ? tf.transpose(mask, CHANNELS_LAST) : mask);
  },
});

const CHANNELS_LAST = [0, 2, 3, 1];

/** Masks of images are drawn channels first, as images lie in a compiled step: none is moved there. */
const drawn =
  (shape: MaskShape): MaskShape =>
  (batch) => {
    const mask = shape(batch);
    const [rows, height, width, channels] = mask as [number, number, number, number];
    return mask.length === 4 ? [rows, channels, height, width] : mask;
  };
