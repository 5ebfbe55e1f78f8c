import { constrainedMetric } from './constrained.js';
import { recalls, specificities } from './rates.js';

/** keras.metrics.SensitivityAtSpecificity: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]), outputs 0 to 1. */
export const sensitivity_at_specificity = constrainedMetric(
  'sensitivity_at_specificity',
  'The best sensitivity among thresholds at which the specificity is at least what is asked for.',
  'specificity',
  [specificities, recalls],
);
