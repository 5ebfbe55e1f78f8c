import { align, valuesMisfit } from '../losses/align.js';
import { defineMetric } from './metric.js';
import { part } from './sums.js';

/** keras.metrics.R2Score: target and output [batch, n] (or [batch] and [batch, 1]). Without class_aggregation: None, which is no number. */
export const r2_score = defineMetric({
  name: 'r2_score',
  summary: 'The part of the variance of the target that the outputs explain.',
  options: {
    type: 'object',
    properties: {
      class_aggregation: {
        enum: ['uniform_average', 'variance_weighted_average'],
        default: 'uniform_average',
        description: 'How the scores of several outputs are averaged.',
      },
      num_regressors: {
        type: 'integer',
        minimum: 0,
        default: 0,
        description: 'Independent regressors: where there are any, the adjusted score.',
      },
    },
  },
  better: 'higher',
  misfit: (_options, judged) =>
    valuesMisfit('r2_score', judged) ??
    (judged.output.shape.length > 1
      ? `r2_score expects outputs [n] for each row, found ${judged.output.shape.join('x')}: use mean_squared_error`
      : undefined),
  size: (_options, { output }) => 4 * (output.shape[0] ?? 1),
  accumulate(_options, target, output, _judged, tf, weights) {
    const { target: y, output: found } = align(target, output, tf);
    const weight = weights ? tf.mul(tf.onesLike(y), tf.expandDims(weights, -1)) : tf.onesLike(y);
    const weighed = tf.mul(y, weight);
    const sums = [weighed, tf.mul(y, weighed), tf.mul(tf.squaredDifference(y, found), weight), weight];
    return tf.concat(sums.map((sum) => tf.reshape(tf.sum(sum, 0), [-1])));
  },
  result({ class_aggregation, num_regressors }, sums, rows) {
    const outputs = sums.length / 4;
    const [sum, squares, errors, count] = [0, 1, 2, 3].map((at) => part(sums, at * outputs, outputs));
    const totals = squares!.map((square, i) => square - sum![i]! ** 2 / count![i]!);
    const scores = totals.map((total, i) => {
      const score = 1 - errors![i]! / total;
      return Math.abs(score) === Number.POSITIVE_INFINITY ? 0 : score;
    });
    const weights = class_aggregation === 'uniform_average' ? scores.map(() => 1) : totals;
    const all = weights.reduce((total, weight) => total + weight, 0);
    const score = scores.reduce((total, one, i) => total + one * weights[i]!, 0) / all;
    // Keras counts values, not rows.
    const values = rows * outputs;
    if (num_regressors === 0 || num_regressors >= values - 1) return score;
    return 1 - ((1 - score) * (values - 1)) / (values - num_regressors - 1);
  },
});
