import { constrainedMetric } from './constrained.js';
import { precisions, recalls } from './rates.js';

/** keras.metrics.PrecisionAtRecall: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]), outputs 0 to 1. */
export const precision_at_recall = constrainedMetric(
  'precision_at_recall',
  'The best precision among thresholds at which the recall is at least what is asked for.',
  'recall',
  [recalls, precisions],
);
