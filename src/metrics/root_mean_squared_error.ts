import { align, valuesMisfit } from '../losses/align.js';
import { defineMean } from './mean.js';

export const root_mean_squared_error = defineMean({
  name: 'root_mean_squared_error',
  summary: 'Square root of the mean of the squared differences of target and output.',
  options: { type: 'object', properties: {} },
  better: 'lower',
  misfit: (_options, judged) => valuesMisfit('root_mean_squared_error', judged),
  values(_options, target, output, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return tf.squaredDifference(found, y);
  },
  finish: Math.sqrt,
});
