import { align } from '../losses/align.js';
import { AXIS } from '../losses/cosine.js';
import { correlationMisfit, standard } from './correlation.js';
import { defineMean } from './mean.js';

/** keras.metrics.PearsonCorrelation: target and output [batch, ..., n]. The axis is one of each row. */
export const pearson_correlation = defineMean({
  name: 'pearson_correlation',
  summary: 'The correlation of target and output along an axis, averaged over the rows.',
  options: { type: 'object', properties: { axis: AXIS } },
  better: 'higher',
  misfit: ({ axis }, judged) => correlationMisfit('pearson_correlation', axis, judged),
  values({ axis }, target, output, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return tf.mean(tf.mul(standard(y, axis, tf), standard(found, axis, tf)), axis);
  },
});
