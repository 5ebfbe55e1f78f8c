import type { Ops, Tensor } from '../tf.js';

/** The most that a vector is lengthened: 1 / Keras's backend.epsilon(). */
const MOST = 1e7;

/** x with lengths of 1 along an axis (keras.ops.normalize of order 2; of zeros 0, whose gradient no framework has). */
export function unitLength(x: Tensor, axis: number, tf: Ops): Tensor {
  const squares = tf.sum(tf.square(x), axis, true);
  return tf.mul(x, tf.minimum(tf.rsqrt(squares), MOST));
}
