import { EPSILON } from './constants.js';
import { defineLoss } from './loss.js';
import { AXES, overlap, overlapMisfit } from './overlaps.js';

/** keras.losses.Dice: target and output [batch, ..., n], 0 to 1. */
export const dice = defineLoss({
  name: 'dice',
  summary: '1 less twice the overlap of target and output over the sum of both: for masks of images.',
  options: { type: 'object', properties: { axis: AXES } },
  pooled: ({ axis }) => axis === undefined,
  misfit: ({ axis }, judged) => overlapMisfit('dice', axis, judged),
  apply: ({ axis }, target, output, _fromLogits, tf) =>
    overlap(target, output, axis, tf, (y, found, sum) => {
      const both = tf.mul(sum(tf.mul(y, found)), 2);
      return tf.sub(1, tf.div(both, tf.add(tf.add(sum(y), sum(found)), EPSILON)));
    }),
});
