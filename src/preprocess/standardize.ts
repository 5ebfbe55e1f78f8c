import { sizeOf } from '../arrays.js';
import { applyAffine, fittedAffine, transformAffine } from './affine.js';
import { floatSpec } from './floats.js';
import { axisOption, eachRow, groupsOf, keptAxes } from './groups.js';
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
    const { shape, of } = groupsOf(x.shape.slice(1), axis);
    const size = sizeOf(shape);
    const count = x.data.length / size;
    const means = new Float64Array(size);
    eachRow(x, of.length, (values) => {
      for (let i = 0; i < of.length; i++) means[of[i]!]! += values[i]!;
    });
    for (let group = 0; group < size; group++) means[group]! /= count;
    const squares = new Float64Array(size);
    eachRow(x, of.length, (values) => {
      for (let i = 0; i < of.length; i++) squares[of[i]!]! += (values[i]! - means[of[i]!]!) ** 2;
    });
    const scales = squares.map((square) => 1 / Math.max(Math.sqrt(square / count), EPSILON));
    return fittedAffine(shape, means, scales);
  },
  apply: (_options, fitted, x, tf) => applyAffine(fitted, 0, x, tf),
  transform: ({ axis }, fitted, x) => transformAffine(fitted, 0, axis, x),
});
