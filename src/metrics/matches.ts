import { align } from '../losses/align.js';
import type { Ops, Tensor } from '../tf.js';

/** 1 where the greatest output (the first of equals) is at the class, else 0: target int32 [batch, ...] or [batch, ..., 1]. */
export function sparseMatches(target: Tensor, output: Tensor, tf: Ops): Tensor {
  const found = tf.argMax(output, -1);
  const numbers = target.rank === output.rank ? tf.squeeze(target, [-1]) : target;
  return tf.cast(tf.equal(numbers, found), 'float32');
}

/** 1 where the greatest output is where the greatest target is, else 0: both [batch, ..., classes]. */
export function categoricalMatches(target: Tensor, output: Tensor, tf: Ops): Tensor {
  return tf.cast(tf.equal(tf.argMax(target, -1), tf.argMax(output, -1)), 'float32');
}

/** 1 where a value is on the side of the threshold that the target (0 or 1) says, else 0. */
export function binaryMatches(target: Tensor, output: Tensor, threshold: number, tf: Ops): Tensor {
  const { target: y, output: value } = align(target, output, tf);
  const found = tf.cast(tf.greater(value, threshold), 'float32');
  return tf.cast(tf.equal(y, found), 'float32');
}
