import { OPTIONS, scoreCounts, scoreMisfit, scoreOf } from './f-scores.js';
import { defineMetric } from './metric.js';

/** keras.metrics.FBetaScore: target (0 or 1) and output [batch, n] (or [batch] and [batch, 1]). `average` is needed for several outputs. */
export const fbeta_score = defineMetric({
  name: 'fbeta_score',
  summary: 'The weighted harmonic mean of precision and recall.',
  options: {
    type: 'object',
    properties: {
      beta: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1,
        description: 'How much more recall counts than precision.',
      },
      ...OPTIONS,
    },
  },
  better: 'higher',
  misfit: ({ average }, judged) => scoreMisfit('fbeta_score', average, judged),
  size: (_options, { output }) => 3 * output.shape[0]!,
  accumulate: ({ threshold }, target, output, _judged, tf, weights) =>
    scoreCounts(threshold, target, output, tf, weights),
  result: ({ beta, average }, sums) => scoreOf(sums, beta, average),
});
