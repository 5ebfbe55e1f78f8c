import { sizeOf } from '../arrays.js';
import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import type { Built } from './layer.js';

export const keepdims = {
  type: 'boolean',
  default: false,
  description: 'Whether to keep the pooled axes, with the size 1.',
} as const;

/** A layer that pools all of [...extents, channels] into one value a channel. */
export function buildGlobal({ keepdims: kept }: { keepdims: boolean }, sample: readonly number[]): Built {
  const channels = sample.at(-1)!;
  const shape = kept ? [...sample.slice(0, -1).map(() => 1), channels] : [channels];
  return { output: { shape, dtype: 'float32' }, flops: sizeOf(sample) };
}

const inner = (x: Tensor) => x.shape.slice(1, -1).map((_size, at) => at + 1);

/** [batch, 1, ..., channels] in the shape that `keepdims` asks for. */
const shaped = (y: Tensor, { keepdims: kept }: { keepdims: boolean }, tf: Ops) =>
  kept ? y : tf.reshape(y, [y.shape[0]!, y.shape.at(-1)!]);

/** The mean over all axes between batch and channels. */
export function globalAverage(x: Tensor, options: { keepdims: boolean }, tf: Ops): Tensor {
  const axes = inner(x);
  const [batch, ...extents] = x.shape as [number, ...number[]];
  const scale = 1 / sizeOf(extents.slice(0, -1));
  const small = [batch, ...axes.map(() => 1), extents.at(-1)!];
  // tfjs's own gradient divides a tensor of the size of x by its number of elements: this scales a small one.
  const mean = withGradient(x, tf, (input) => ({
    value: tf.mean(input, axes, true),
    saved: [],
    gradient: (dy) => tf.tile(tf.mul(tf.reshape(dy, small), scale), [1, ...extents.slice(0, -1), 1]),
  }));
  return shaped(mean, options, tf);
}

/** The mean over the steps of [batch, steps, channels] that a mask [batch, steps] leaves; NaN where that is none. */
export function maskedAverage(x: Tensor, mask: Tensor, options: { keepdims: boolean }, tf: Ops): Tensor {
  const counted = tf.cast(tf.expandDims(mask, 2), 'float32');
  const sum = tf.sum(tf.mul(x, counted), 1, true);
  return shaped(tf.div(sum, tf.sum(counted, 1, true)), options, tf);
}

/** The largest value over all axes between batch and channels; equal ones share the gradient, as in TensorFlow. */
export function globalMax(x: Tensor, options: { keepdims: boolean }, tf: Ops): Tensor {
  const axes = inner(x);
  const largest = withGradient(x, tf, (input) => {
    const value = tf.max(input, axes, true);
    return {
      value,
      saved: [input, value],
      gradient: (dy, [kept, top]) => {
        const chosen = tf.cast(tf.equal(kept!, top!), 'float32');
        return tf.mul(chosen, tf.div(dy, tf.sum(chosen, axes, true)));
      },
    };
  });
  return shaped(largest, options, tf);
}
