import { countingMetric } from './counting.js';

/** keras.metrics.FalseNegatives: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const false_negatives = countingMetric(
  'false_negatives',
  'How many outputs say no where the target says yes.',
  'lower',
  'falseNegatives',
);
