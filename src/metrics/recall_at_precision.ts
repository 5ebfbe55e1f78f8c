import { constrainedMetric } from './constrained.js';
import { precisions, recalls } from './rates.js';

/** keras.metrics.RecallAtPrecision: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]), outputs 0 to 1. */
export const recall_at_precision = constrainedMetric(
  'recall_at_precision',
  'The best recall among thresholds at which the precision is at least what is asked for.',
  'precision',
  [precisions, recalls],
);
