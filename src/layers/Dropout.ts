import { formatShape, sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';

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
      noise_shape: {
        type: 'array',
        items: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
        description:
          'Shape of the mask, batch included; null takes the size of the input, 1 shares the mask along an axis.',
      },
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

type MaskShape = (batch: number) => readonly number[];

const CHANNELS_LAST = [0, 2, 3, 1];

/** Masks of images are drawn channels first, as images lie in a compiled step: none is moved there. */
const drawn =
  (shape: MaskShape): MaskShape =>
  (batch) => {
    const mask = shape(batch);
    const [rows, height, width, channels] = mask as [number, number, number, number];
    return mask.length === 4 ? [rows, channels, height, width] : mask;
  };

/** The shape of the mask by batch size. Throws when `noise` does not broadcast to the input. */
function maskShape(noise: readonly (number | null)[] | undefined, sample: readonly number[]): MaskShape {
  if (noise === undefined) return (batch: number) => [batch, ...sample];
  const found = `noise_shape [${noise.map((size) => size ?? 'null').join(', ')}]`;
  if (noise.length !== sample.length + 1) {
    const expected = `expected ${sample.length + 1} axes, the batch and ${formatShape(sample)}`;
    throw new Error(`${found} has ${noise.length} axes: ${expected}`);
  }
  const fits = noise.every((size, at) => size === null || size === 1 || (at > 0 && size === sample[at - 1]));
  if (!fits) {
    throw new Error(
      `${found} does not fit batch x ${formatShape(sample)}: each axis must be null, 1 or the same size`,
    );
  }
  return (batch: number) => noise.map((size, at) => size ?? (at === 0 ? batch : sample[at - 1]!));
}
