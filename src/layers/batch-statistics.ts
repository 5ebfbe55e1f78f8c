import { sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { along, rescaled } from './normalizing.js';

export interface BatchNormalized {
  readonly value: Tensor;
  /** Of the batch, one for every channel. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Normalizes x over all axes but one by its own mean and variance, then times gamma, plus beta. With a gradient
 * of its own, which takes in x's size two sums, two products and two additions.
 */
export function normalizeBatch(
  x: Tensor,
  axis: number,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  epsilon: number,
  tf: Ops,
): BatchNormalized {
  const axes = x.shape.map((_size, at) => at).filter((at) => at !== axis);
  const wide = (vector: Tensor) => along([axis], vector, x, tf);
  const mean = tf.mean(x, axes);
  const centered = tf.sub(x, wide(mean));
  const variance = tf.mean(tf.square(centered), axes);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = gamma ? tf.mul(inverse, gamma) : inverse;
  const rows = sizeOf(x.shape) / x.shape[axis]!;
  const operation = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as (tensors: Tensor[]) => void;
    const scaled = tf.mul(centered, wide(scale));
    save([centered, inverse, scale]);
    return {
      value: beta ? tf.add(scaled, wide(beta)) : scaled,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [apart, inverted, factor] = saved as [Tensor, Tensor, Tensor];
        const sum = tf.sum(dy, axes);
        const product = tf.mul(tf.sum(tf.mul(dy, apart), axes), inverted);
        const slope = tf.mul(tf.mul(factor, inverted), tf.mul(product, -1 / rows));
        const offset = tf.mul(tf.mul(factor, sum), -1 / rows);
        const dx = tf.add(tf.add(tf.mul(dy, wide(factor)), tf.mul(apart, wide(slope))), wide(offset));
        return [dx, ...(gamma ? [product] : []), ...(beta ? [sum] : [])];
      },
    };
  });
  const value = operation(x, ...(gamma ? [gamma] : []), ...(beta ? [beta] : []));
  return { value, mean, variance };
}

/** Added to the number of steps that count, as in Keras. */
const FUZZ = 1e-7;

/** The same with mean and variance of the steps that a mask [batch, steps] leaves; all steps are normalized. */
export function normalizeMasked(
  x: Tensor,
  mask: Tensor,
  axis: number,
  gamma: Tensor | undefined,
  beta: Tensor | undefined,
  epsilon: number,
  tf: Ops,
): BatchNormalized {
  const axes = x.shape.map((_size, at) => at).filter((at) => at !== axis);
  const counted = tf.mul(tf.cast(tf.expandDims(mask, -1), 'float32'), tf.onesLike(x));
  const share = tf.reciprocal(tf.add(tf.sum(counted, axes, true), FUZZ));
  const mean = tf.mul(tf.sum(tf.mul(x, counted), axes, true), share);
  const centered = tf.sub(x, mean);
  const variance = tf.mul(tf.sum(tf.mul(tf.square(centered), counted), axes, true), share);
  const value = rescaled(tf.mul(centered, tf.rsqrt(tf.add(variance, epsilon))), [axis], gamma, beta, tf);
  const flat = (kept: Tensor) => tf.reshape(kept, [x.shape[axis]!]);
  return { value, mean: flat(mean), variance: flat(variance) };
}
