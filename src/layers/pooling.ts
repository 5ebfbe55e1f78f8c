import { sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import type { Built } from './layer.js';
import { type Size, sizes } from './sizes.js';
import type { Tensor4D } from './spatial.js';
import { slide } from './window.js';

/** Options of every pooling layer but its sizes. */
export const poolPadding = {
  enum: ['valid', 'same'],
  default: 'valid',
  description: 'same: windows may reach over the edge, where only what lies inside counts.',
} as const;

export interface PoolOptions {
  readonly pool_size: Size;
  readonly strides?: Size;
  readonly padding: 'valid' | 'same';
}

/** Size and strides of the pool along `rank` axes; it moves by its own size unless told otherwise. */
export function poolOf({ pool_size, strides, padding }: PoolOptions, rank: number) {
  const size = sizes(pool_size, rank);
  return {
    what: 'pool' as const,
    size,
    strides: strides === undefined ? size : sizes(strides, rank),
    padding,
  };
}

/** A pooling layer on one sample of [...extents, channels]. */
export function buildPooling(options: PoolOptions, sample: readonly number[]): Built {
  const rank = sample.length - 1;
  const pool = poolOf(options, rank);
  const shape = [...slide(pool, sample.slice(0, rank)), sample[rank]!];
  return { output: { shape, dtype: 'float32' }, flops: sizeOf(shape) * sizeOf(pool.size) };
}

/** Size and strides for two axes, of a pool along one (images one pixel high) or two. */
export function poolOfImages(options: PoolOptions, rank: 1 | 2) {
  const { size, strides, padding } = poolOf(options, rank);
  const front = rank === 1 ? [1] : [];
  return { size: [...front, ...size] as Pair, strides: [...front, ...strides] as Pair, padding };
}

type Pair = [number, number];

/** The mean of every window of images. Windows that reach over the edge count what lies inside, as in TensorFlow. */
export function averagePool(x: Tensor4D, options: PoolOptions, rank: 1 | 2, tf: Ops): Tensor {
  const { size, strides, padding } = poolOfImages(options, rank);
  const axes = ([1, 2] as const).map((axis) => edges(x.shape[axis], size[axis - 1]!, strides[axis - 1]!));
  const over = padding === 'same' && axes.some(({ before, after }) => before + after > 0);
  // No window reaches over the edge but may stop short of it, which is what `valid` does.
  if (!over) return tf.avgPool(x, size, strides, 'valid');
  // tfjs's gradient divides by the size of the window at the edges too: take zeros into it, and correct.
  const [rows, columns] = axes as [Edges, Edges];
  const padded = tf.pad(x, [
    [0, 0],
    [rows.before, rows.after],
    [columns.before, columns.after],
    [0, 0],
  ]);
  const sums = tf.avgPool(padded as Tensor4D, size, strides, 'valid');
  const area = sizeOf(size);
  const scale = rows.counts.flatMap((high) => columns.counts.map((wide) => area / (high * wide)));
  return tf.mul(sums, tf.tensor4d(scale, [1, rows.counts.length, columns.counts.length, 1]));
}

interface Edges {
  readonly before: number;
  readonly after: number;
  /** How many elements of the input each window covers. */
  readonly counts: readonly number[];
}

/** What `same` adds along one axis. */
function edges(extent: number, size: number, stride: number): Edges {
  const count = Math.ceil(extent / stride);
  const missing = Math.max(0, (count - 1) * stride + size - extent);
  const before = Math.floor(missing / 2);
  const counts = Array.from({ length: count }, (_, at) => {
    const start = at * stride - before;
    return Math.min(extent, start + size) - Math.max(0, start);
  });
  return { before, after: missing - before, counts };
}
