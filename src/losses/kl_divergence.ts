import { align, valuesMisfit } from './align.js';
import { EPSILON } from './constants.js';
import { defineLoss } from './loss.js';

/** keras.losses.KLDivergence: target and output [batch, ..., n], distributions along the last axis. */
export const kl_divergence = defineLoss({
  name: 'kl_divergence',
  summary: 'Sum of target · log(target / output): how far a distribution is from that of the target.',
  options: { type: 'object', properties: {} },
  misfit: (_options, judged) => valuesMisfit('kl_divergence', judged),
  apply(_options, target, output, _fromLogits, tf) {
    const aligned = align(target, output, tf);
    const y = tf.clipByValue(aligned.target, EPSILON, 1);
    const divergence = tf.mul(y, tf.log(tf.div(y, tf.clipByValue(aligned.output, EPSILON, 1))));
    return divergence.rank === 1 ? divergence : tf.sum(divergence, -1);
  },
});
