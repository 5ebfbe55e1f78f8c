import type { Ops, Tensor } from '../tf.js';

/** The option of metrics on the greatest outputs. */
export const K = {
  type: 'integer',
  minimum: 1,
  default: 5,
  description: 'How many of the greatest outputs.',
} as const;

/** Whether a value is among the k greatest of the last axis (of equals the first ones): bool. Compares all pairs. */
export function within(x: Tensor, k: number, tf: Ops): Tensor {
  const [others, own] = [tf.expandDims(x, -2), tf.expandDims(x, -1)];
  const n = x.shape.at(-1)!;
  const before = tf.tensor2d(
    Array.from({ length: n * n }, (_, at) => (at % n < Math.floor(at / n) ? 1 : 0)),
    [n, n],
  );
  const equal = tf.mul(tf.cast(tf.equal(others, own), 'float32'), before);
  const rank = tf.sum(tf.add(tf.cast(tf.greater(others, own), 'float32'), equal), -1);
  return tf.less(rank, k);
}

/**
 * 1 where fewer than k outputs are greater than that of the right class, else 0: equals do not count against it
 * (tf.math.in_top_k). `labels`: one-hot float32 as the output, [batch, ..., classes].
 */
export function inTop(labels: Tensor, output: Tensor, k: number, tf: Ops): Tensor {
  const right = tf.sum(tf.mul(labels, output), -1, true);
  const greater = tf.sum(tf.cast(tf.greater(output, right), 'float32'), -1);
  return tf.cast(tf.less(greater, k), 'float32');
}
