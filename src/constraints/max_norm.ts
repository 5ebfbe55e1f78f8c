import { defineConstraint } from './constraint.js';
import { axis, axisMisfit, EPSILON, scaleGroups } from './norms.js';

/** keras.constraints.MaxNorm: makes norms that are longer so long. */
export const max_norm = defineConstraint({
  name: 'max_norm',
  summary: 'No norm above a limit.',
  options: {
    type: 'object',
    properties: {
      max_value: { type: 'number', minimum: 0, default: 2, description: 'The longest that a norm may be.' },
      axis,
    },
  },
  project({ max_value, axis }, values, shape) {
    scaleGroups(values, shape, axis, (norm) => Math.min(norm, max_value) / (EPSILON + norm));
  },
  misfit: ({ axis }, shape) => axisMisfit(axis, shape),
});
