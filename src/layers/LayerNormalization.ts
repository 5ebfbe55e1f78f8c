import { sizeOf } from '../arrays.js';
import { axesOf, axisOption } from './axis.js';
import { defineLayer, passMask } from './layer.js';
import { normalizationOptions, rescaled, scaleAndShift, whitened } from './normalizing.js';

/** keras.layers.LayerNormalization: each sample by itself, over an axis or several. */
export const LayerNormalization = defineLayer({
  name: 'LayerNormalization',
  summary: 'Gives every sample the mean 0 and the variance 1 along an axis, then scales and shifts it.',
  options: {
    type: 'object',
    properties: {
      axis: axisOption,
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
