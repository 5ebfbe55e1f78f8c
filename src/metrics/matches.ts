import { align } from '../losses/align.js';
import type { Ops, Tensor } from '../tf.js';
import { sumOfRows } from './sums.js';

/** Rows whose greatest output (the first of equals) is at the class: target int32 [batch, ...] or [batch, ..., 1]. */
export function sparseMatches(target: Tensor, output: Tensor, tf: Ops): Tensor {
  const found = tf.argMax(output, -1);
  const numbers = target.rank === output.rank ? tf.squeeze(target, [-1]) : target;
  return sumOfRows(tf.cast(tf.equal(numbers, found), 'float32'), tf);
}

/** Rows whose greatest output is where the greatest target is: both [batch, ..., classes]. */
export function categoricalMatches(target: Tensor, output: Tensor, tf: Ops): Tensor {
  return sumOfRows(tf.cast(tf.equal(tf.argMax(target, -1), tf.argMax(output, -1)), 'float32'), tf);
}

/** Values on the side of the threshold that the target (0 or 1) says, as a part of each row. */
export function binaryMatches(target: Tensor, output: Tensor, threshold: number, tf: Ops): Tensor {
  const { target: y, output: value } = align(target, output, tf);
  const found = tf.cast(tf.greater(value, threshold), 'float32');
  return sumOfRows(tf.cast(tf.equal(y, found), 'float32'), tf);
}
