import type { Ops, Tensor } from '../tf.js';

/**
 * max(1 - target · output, 0). Targets of 0 and 1 become -1 and 1 where all of the batch are: Keras decides by the
 * values (convert_binary_labels_to_hinge), and leaves others as they are. At the kink the gradient is that of the slope.
 */
export function margins(target: Tensor, output: Tensor, tf: Ops): Tensor {
  const isBit = tf.cast(tf.logicalOr(tf.equal(target, 0), tf.equal(target, 1)), 'float32');
  const areBits = tf.min(isBit);
  // target + areBits · (target - 1): 2 · target - 1, or the target.
  const signs = tf.add(target, tf.mul(areBits, tf.sub(target, 1)));
  return tf.maximum(tf.sub(1, tf.mul(signs, output)), 0);
}
