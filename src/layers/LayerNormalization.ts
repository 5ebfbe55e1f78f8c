import { sizeOf } from '../arrays.js';
import { axisOf } from './axis.js';
import { defineLayer, passMask } from './layer.js';
import { normalizationOptions, rescaled, scaleAndShift, whitened } from './normalization.js';

/** keras.layers.LayerNormalization: each sample by itself, over an axis or several. */
export const LayerNormalization = defineLayer({
  name: 'LayerNormalization',
  summary: 'Gives every sample the mean 0 and the variance 1 along an axis, then scales and shifts it.',
  options: {
    type: 'object',
    properties: {
      axis: {
        anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 1 }],
        default: -1,
        description: 'The axis, or axes, to normalize over; 0 is the batch, -1 the last.',
      },
      ...normalizationOptions,
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const axes = axesOf(options.axis, shape);
    return {
      weights: scaleAndShift(
        options,
        axes.map((axis) => shape[axis - 1]!),
      ),
      output: { shape, dtype: 'float32' },
      flops: 8 * sizeOf(shape),
    };
  },
  apply(options, { gamma, beta }, [x], { tf }) {
    const axes = axesOf(options.axis, x!.shape.slice(1));
    return rescaled(whitened(x!, axes, options.epsilon, tf), axes, gamma, beta, tf);
  },
});

/** The axes in ascending order. Throws for one that is not there, or named twice. */
function axesOf(axis: number | readonly number[], sample: readonly number[]): number[] {
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => axisOf(one, sample));
  if (new Set(axes).size < axes.length) throw new Error(`axis [${axis}] names an axis twice: name each once`);
  return axes.sort((a, b) => a - b);
}
