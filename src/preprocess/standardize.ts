import { applyAffine, fittedAffine, transformAffine } from './affine.js';
import { floatSpec } from './floats.js';
import { axisOption, keptAxes } from './groups.js';
import { momentsOf } from './moments.js';
import { defineTransform } from './transform.js';

/** Deviations below this count as this: keras.config.epsilon(). */
const EPSILON = 1e-7;

/**
 * keras.layers.Normalization after adapt(): `(x - mean) / max(deviation, 1e-7)`, with mean and deviation
 * (of the population) of the training split. Sums are taken in float64.
 */
export const standardize = defineTransform({
  name: 'standardize',
  summary:
    'Subtracts the mean and divides by the standard deviation of the training split, per feature, as ' +
    'keras.layers.Normalization does.',
  options: { type: 'object', properties: { axis: axisOption } },
  shape({ axis }, input) {
    keptAxes(input.shape, axis);
    return floatSpec(input);
  },
  fit({ axis }, x) {
    const { shape, means, variances } = momentsOf(x, axis);
    const scales = variances.map((variance) => 1 / Math.max(Math.sqrt(variance), EPSILON));
    return fittedAffine(shape, means, scales);
  },
  apply: (_options, fitted, x, tf) => applyAffine(fitted, 0, x, tf),
  transform: ({ axis }, fitted, x) => transformAffine(fitted, 0, axis, x),
});
