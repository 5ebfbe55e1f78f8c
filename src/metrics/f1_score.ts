import { OPTIONS, scoreCounts, scoreMisfit, scoreOf } from './f-scores.js';
import { defineMetric } from './metric.js';

/** keras.metrics.F1Score: target (0 or 1) and output [batch, n] (or [batch] and [batch, 1]). `average` is needed for several outputs. */
export const f1_score = defineMetric({
  name: 'f1_score',
  summary: 'The harmonic mean of precision and recall.',
  options: {
    type: 'object',
    properties: {
      ...OPTIONS,
    },
  },
  better: 'higher',
  misfit: ({ average }, judged) => scoreMisfit('f1_score', average, judged),
  size: (_options, { output }) => 3 * output.shape[0]!,
  accumulate: ({ threshold }, target, output, _judged, tf, weights) =>
    scoreCounts(threshold, target, output, tf, weights),
  result: ({ average }, sums) => scoreOf(sums, 1, average),
});
