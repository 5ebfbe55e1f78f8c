import { defineConstraint } from './constraint.js';
import { axis, axisMisfit, EPSILON, scaleGroups } from './norms.js';

/** keras.constraints.MinMaxNorm: moves norms towards a range. */
export const min_max_norm = defineConstraint({
  name: 'min_max_norm',
  summary: 'Norms between two limits.',
  options: {
    type: 'object',
    properties: {
      min_value: { type: 'number', minimum: 0, default: 0, description: 'The shortest that a norm may be.' },
      max_value: { type: 'number', minimum: 0, default: 1, description: 'The longest that a norm may be.' },
      rate: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 1,
        description: 'Part of the way to the range that one update goes.',
      },
      axis,
    },
  },
  project({ min_value, max_value, rate, axis }, values, shape) {
    scaleGroups(values, shape, axis, (norm) => {
      const inside = Math.min(Math.max(norm, min_value), max_value);
      return (rate * inside + (1 - rate) * norm) / (EPSILON + norm);
    });
  },
  misfit({ min_value, max_value, axis }, shape) {
    if (min_value <= max_value) return axisMisfit(axis, shape);
    return `found min_value ${min_value} above max_value ${max_value}: make it the smaller one`;
  },
});
