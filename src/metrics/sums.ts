import type { Ops, Tensor } from '../tf.js';

/** [batch, ...] to a vector of one: the mean of every row, added up over the rows. */
export function sumOfRows(values: Tensor, tf: Ops): Tensor {
  const rows = values.rank === 1 ? values : rowMeans(values, tf);
  return tf.sum(rows, 0, true);
}

function rowMeans(values: Tensor, tf: Ops): Tensor {
  const axes = values.shape.map((_size, axis) => axis).slice(1);
  const isVector = axes.every((axis) => values.shape[axis] === 1);
  return isVector ? tf.reshape(values, [-1]) : tf.mean(values, axes);
}

/** The mean over rows of what `sumOfRows` added up. */
export function meanOfRows(sums: Float64Array, rows: number): number {
  return sums[0]! / rows;
}
