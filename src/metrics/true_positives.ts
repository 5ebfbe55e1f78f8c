import { countingMetric } from './counting.js';

/** keras.metrics.TruePositives: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const true_positives = countingMetric(
  'true_positives',
  'How many outputs say yes where the target does.',
  'higher',
  'truePositives',
);
