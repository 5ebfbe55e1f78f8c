import { absolute } from '../gradient.js';
import { EPSILON } from './constants.js';
import { elementwise } from './elementwise.js';

/** keras.losses.MeanAbsolutePercentageError: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const mean_absolute_percentage_error = elementwise(
  'mean_absolute_percentage_error',
  'Mean of the absolute differences in percent of the target.',
  (target, output, tf) =>
    tf.mul(absolute(tf.div(tf.sub(target, output), tf.maximum(tf.abs(target), EPSILON)), tf), 100),
);
