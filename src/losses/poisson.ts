import { EPSILON } from './constants.js';
import { elementwise } from './elementwise.js';

/** keras.losses.Poisson: outputs are rates, not their logarithms; target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const poisson = elementwise(
  'poisson',
  'Mean of output - target · log(output): for counts, behind an activation that is positive (softplus, exponential).',
  (target, output, tf) => tf.sub(output, tf.mul(target, tf.log(tf.add(output, EPSILON)))),
);
