import type { Ops, Tensor } from '../tf.js';
import { EPSILON } from './constants.js';
import { elementwise } from './elementwise.js';

/** keras.losses.MeanSquaredLogarithmicError: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const mean_squared_logarithmic_error = elementwise(
  'mean_squared_logarithmic_error',
  'Mean of the squared differences of log(1 + target) and log(1 + output); what is negative counts as 0.',
  (target, output, tf) => tf.squaredDifference(logarithm(target, tf), logarithm(output, tf)),
);

const logarithm = (x: Tensor, tf: Ops) => tf.log(tf.add(tf.maximum(x, EPSILON), 1));
