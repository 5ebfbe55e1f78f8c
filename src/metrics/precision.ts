import { ratingMetric } from './counting.js';
import { precisions } from './rates.js';

/** keras.metrics.Precision: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const precision = ratingMetric(
  'precision',
  'The part of right ones among outputs that say yes.',
  precisions,
);
