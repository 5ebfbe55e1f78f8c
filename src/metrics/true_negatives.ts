import { countingMetric } from './counting.js';

/** keras.metrics.TrueNegatives: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const true_negatives = countingMetric(
  'true_negatives',
  'How many outputs say no where the target does.',
  'higher',
  'trueNegatives',
);
