import { defineConstraint } from './constraint.js';
import { axis, axisMisfit, EPSILON, scaleGroups } from './norms.js';

/** keras.constraints.UnitNorm: makes each norm 1. */
export const unit_norm = defineConstraint({
  name: 'unit_norm',
  summary: 'Norms of 1.',
  options: { type: 'object', properties: { axis } },
  project: ({ axis }, values, shape) => scaleGroups(values, shape, axis, (norm) => 1 / (EPSILON + norm)),
  misfit: ({ axis }, shape) => axisMisfit(axis, shape),
});
