import { sizeOf } from '../arrays.js';
import { applyAffine, fittedAffine, transformAffine } from './affine.js';
import { floatSpec } from './floats.js';
import { axisOption, eachRow, groupsOf, keptAxes } from './groups.js';
import { defineTransform } from './transform.js';

/** A range below this counts as none, as in scikit-learn. */
const CONSTANT = 10 * Number.EPSILON;

/**
 * sklearn.preprocessing.MinMaxScaler: the least value of the training split becomes `min`, the greatest
 * `max`. A feature that is constant there is only shifted to `min`.
 */
export const min_max = defineTransform({
  name: 'min_max',
  summary: 'Maps the range that each feature has in the training split to 0..1, as MinMaxScaler does.',
  options: {
    type: 'object',
    properties: {
      min: { type: 'number', default: 0, description: 'Becomes the least value of a feature.' },
      max: { type: 'number', default: 1, description: 'Becomes the greatest value of a feature.' },
      axis: axisOption,
    },
  },
  shape({ min, max, axis }, input) {
    if (!(min < max)) throw new Error(`min ${min} is not less than max ${max}`);
    keptAxes(input.shape, axis);
    return floatSpec(input);
  },
  fit({ min, max, axis }, x) {
    const { shape, of } = groupsOf(x.shape.slice(1), axis);
    const least = new Float64Array(sizeOf(shape)).fill(Number.POSITIVE_INFINITY);
    const greatest = new Float64Array(least.length).fill(Number.NEGATIVE_INFINITY);
    eachRow(x, of.length, (values) => {
      for (let i = 0; i < of.length; i++) {
        const group = of[i]!;
        if (values[i]! < least[group]!) least[group] = values[i]!;
        if (values[i]! > greatest[group]!) greatest[group] = values[i]!;
      }
    });
    const scales = least.map((low, group) => {
      const range = greatest[group]! - low;
      return (max - min) / (range < CONSTANT ? 1 : range);
    });
    return fittedAffine(shape, least, scales);
  },
  apply: ({ min }, fitted, x, tf) => applyAffine(fitted, min, x, tf),
  transform: ({ min, axis }, fitted, x) => transformAffine(fitted, min, axis, x),
});
