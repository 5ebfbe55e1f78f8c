import { EPSILON } from './constants.js';
import { defineLoss } from './loss.js';
import { AXES, overlap, overlapMisfit } from './overlaps.js';

/** keras.losses.Tversky: target and output [batch, ..., n], 0 to 1. (Keras calls what is missed `fp`: alpha weighs that.) */
export const tversky = defineLoss({
  name: 'tversky',
  summary: 'As dice, with weights for what the output misses (alpha) and for what it has too much (beta).',
  options: {
    type: 'object',
    properties: {
      alpha: { type: 'number', minimum: 0, default: 0.5, description: 'Weight of what is missed.' },
      beta: { type: 'number', minimum: 0, default: 0.5, description: 'Weight of what is too much.' },
      axis: AXES,
    },
  },
  pooled: ({ axis }) => axis === undefined,
  misfit: ({ axis }, judged) => overlapMisfit('tversky', axis, judged),
  apply: ({ alpha, beta, axis }, target, output, _fromLogits, tf) =>
    overlap(target, output, axis, tf, (y, found, sum) => {
      const both = sum(tf.mul(y, found));
      const missed = tf.mul(sum(tf.mul(tf.sub(1, found), y)), alpha);
      const excess = tf.mul(sum(tf.mul(found, tf.sub(1, y))), beta);
      return tf.sub(1, tf.div(both, tf.add(tf.add(tf.add(both, missed), excess), EPSILON)));
    }),
});
