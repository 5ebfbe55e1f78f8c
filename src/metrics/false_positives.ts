import { countingMetric } from './counting.js';

/** keras.metrics.FalsePositives: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const false_positives = countingMetric(
  'false_positives',
  'How many outputs say yes where the target says no.',
  'lower',
  'falsePositives',
);
