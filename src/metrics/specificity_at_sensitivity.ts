import { constrainedMetric } from './constrained.js';
import { recalls, specificities } from './rates.js';

/** keras.metrics.SpecificityAtSensitivity: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]), outputs 0 to 1. */
export const specificity_at_sensitivity = constrainedMetric(
  'specificity_at_sensitivity',
  'The best specificity among thresholds at which the sensitivity is at least what is asked for.',
  'sensitivity',
  [recalls, specificities],
);
