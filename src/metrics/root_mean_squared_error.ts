import { align, valuesMisfit } from '../losses/align.js';
import { defineMetric } from './metric.js';
import { meanOfRows, sumOfRows } from './sums.js';

export const root_mean_squared_error = defineMetric({
  name: 'root_mean_squared_error',
  summary: 'Square root of the mean of the squared differences of target and output.',
  options: { type: 'object', properties: {} },
  better: 'lower',
  misfit: (_options, judged) => valuesMisfit('root_mean_squared_error', judged),
  accumulate(_options, target, output, _judged, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return sumOfRows(tf.squaredDifference(found, y), tf);
  },
  result: (_options, sums, rows) => Math.sqrt(meanOfRows(sums, rows)),
});
