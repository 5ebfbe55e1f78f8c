import { align } from '../losses/align.js';
import { AXIS } from '../losses/cosine.js';
import { correlationMisfit, variance } from './correlation.js';
import { defineMean } from './mean.js';

/** keras.metrics.ConcordanceCorrelation: target and output [batch, ..., n]. The axis is one of each row. */
export const concordance_correlation = defineMean({
  name: 'concordance_correlation',
  summary: 'The correlation of target and output along an axis, less where they lie or spread differently.',
  options: { type: 'object', properties: { axis: AXIS } },
  better: 'higher',
  misfit: ({ axis }, judged) => correlationMisfit('concordance_correlation', axis, judged),
  values({ axis }, target, output, tf) {
    const { target: y, output: found } = align(target, output, tf);
    const [centre, foundCentre] = [tf.mean(y, axis, true), tf.mean(found, axis, true)];
    const variances = tf.add(variance(y, axis, tf), variance(found, axis, tf));
    const norm = tf.add(variances, tf.squaredDifference(centre, foundCentre));
    const both = tf.mul(tf.sub(y, foundCentre), tf.sub(found, foundCentre));
    return tf.mean(tf.div(tf.mul(both, 2), tf.add(norm, 1e-7)), axis);
  },
});
