import { align, valuesMisfit } from '../losses/align.js';
import { defineMean } from './mean.js';

export const mean_absolute_error = defineMean({
  name: 'mean_absolute_error',
  summary: 'Mean of the absolute differences of target and output.',
  options: { type: 'object', properties: {} },
  better: 'lower',
  misfit: (_options, judged) => valuesMisfit('mean_absolute_error', judged),
  values(_options, target, output, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return tf.abs(tf.sub(found, y));
  },
});
