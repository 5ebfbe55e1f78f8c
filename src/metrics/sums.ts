import type { Ops, Tensor } from '../tf.js';

/**
 * [batch, ...] to a vector of two: the mean of every row, added up over the rows, and how much the rows count together
 * (their number, where nothing weighs them). `weights` as in Metric.accumulate: values of more axes are averaged over
 * those first; several weights of a row count by their mean, as in Keras (metrics/reduction_metrics.py).
 */
export function sumOfRows(values: Tensor, tf: Ops, weights?: Tensor): Tensor {
  if (!weights) return tf.concat([total(values, tf), tf.tensor1d([values.shape[0]!])]);
  const behind = values.shape.map((_size, axis) => axis).slice(weights.rank);
  const items = behind.length > 0 ? tf.mean(values, behind) : values;
  return tf.concat([total(tf.mul(items, weights), tf), total(weights, tf)]);
}

function total(values: Tensor, tf: Ops): Tensor {
  return tf.sum(values.rank === 1 ? values : rowMeans(values, tf), 0, true);
}

function rowMeans(values: Tensor, tf: Ops): Tensor {
  const axes = values.shape.map((_size, axis) => axis).slice(1);
  const isVector = axes.every((axis) => values.shape[axis] === 1);
  return isVector ? tf.reshape(values, [-1]) : tf.mean(values, axes);
}

/** The mean over rows of what `sumOfRows` added up; 0 where nothing counts. */
export function meanOfRows(sums: Float64Array): number {
  return ratio(sums[0]!, sums[1]!);
}

/** a / b; 0 where b is 0 (Keras's divide_no_nan). */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

/** Numbers from `start`, `length` of them. */
export function part(sums: Float64Array, start: number, length: number): readonly number[] {
  return [...sums.subarray(start, start + length)];
}
