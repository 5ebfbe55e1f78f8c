import { align, meanOfLast, valuesMisfit } from './align.js';
import { defineLoss } from './loss.js';

/** keras.losses.MeanSquaredError: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const mean_squared_error = defineLoss({
  name: 'mean_squared_error',
  summary: 'Mean of the squared differences of target and output.',
  options: { type: 'object', properties: {} },
  misfit: (_options, judged) => valuesMisfit('mean_squared_error', judged),
  apply(_options, target, output, _fromLogits, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return meanOfLast(tf.squaredDifference(found, y), tf);
  },
});
