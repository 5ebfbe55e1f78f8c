import { ratingMetric } from './counting.js';
import { recalls } from './rates.js';

/** keras.metrics.Recall: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const recall = ratingMetric('recall', 'The part of what is a yes that outputs find.', recalls);
