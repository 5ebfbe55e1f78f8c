import { align, valuesMisfit } from '../losses/align.js';
import { defineMetric } from './metric.js';
import { meanOfRows, sumOfRows } from './sums.js';

/** Keras's backend.epsilon(): the least that is divided by. */
const EPSILON = 1e-7;

export const mean_absolute_percentage_error = defineMetric({
  name: 'mean_absolute_percentage_error',
  summary: 'Mean of the absolute differences in percent of the target.',
  options: { type: 'object', properties: {} },
  better: 'lower',
  misfit: (_options, judged) => valuesMisfit('mean_absolute_percentage_error', judged),
  accumulate(_options, target, output, _judged, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return sumOfRows(tf.div(tf.abs(tf.sub(found, y)), tf.maximum(tf.abs(y), EPSILON)), tf);
  },
  result: (_options, sums, rows) => 100 * meanOfRows(sums, rows),
});
