import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';
import { maskShape, noiseShape } from './noise.js';

/** What selu tends to at -infinity: its alpha times its scale, negated. */
const FLOOR = -1.6732632423543772 * 1.0507009873554805;

/**
 * keras.layers.AlphaDropout (Klambauer et al., 2017): keeps mean and variance of what selu puts out. The mask is
 * drawn as Dropout's. A rate of 1, of which Keras makes NaN, is refused.
 */
export const AlphaDropout = defineLayer({
  name: 'AlphaDropout',
  summary:
    'While training, sets a random part of its input to what selu has at -infinity; for selu networks.',
  options: {
    type: 'object',
    properties: {
      rate: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Part of the input to drop.' },
      noise_shape: noiseShape,
    },
    required: ['rate'],
  },
  mask: passMask,
  build({ rate, noise_shape }, [input]) {
    const { shape } = input!;
    const law = { kind: 'dropout', keep: 1 - rate } as const;
    return {
      output: { shape, dtype: 'float32' },
      random: rate === 0 ? [] : [{ name: 'mask', shape: maskShape(noise_shape, shape), distribution: law }],
      flops: rate === 0 ? 0 : 4 * sizeOf(shape),
    };
  },
  apply({ rate }, _weights, [x], { tf, random }) {
    if (!random.mask) return x!;
    const scale = ((1 - rate) * (1 + rate * FLOOR ** 2)) ** -0.5;
    const offset = -scale * FLOOR * rate;
    // (x · kept + floor · (1 - kept)) · scale + offset, where the drawn mask is kept / (1 - rate).
    const kept = tf.mul(random.mask, (1 - rate) * scale);
    return tf.add(tf.mul(tf.sub(x!, FLOOR), kept), scale * FLOOR + offset);
  },
});
