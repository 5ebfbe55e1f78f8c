import { absolute } from '../gradient.js';
import { align, meanOfLast, valuesMisfit } from './align.js';
import { defineLoss } from './loss.js';

/** keras.losses.MeanAbsoluteError: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const mean_absolute_error = defineLoss({
  name: 'mean_absolute_error',
  summary: 'Mean of the absolute differences of target and output.',
  options: { type: 'object', properties: {} },
  misfit: (_options, judged) => valuesMisfit('mean_absolute_error', judged),
  apply(_options, target, output, _fromLogits, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return meanOfLast(absolute(tf.sub(found, y), tf), tf);
  },
});
