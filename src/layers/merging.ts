import { formatShape, type Spec, sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import type { Built, Mask } from './layer.js';

/** A layer that merges its inputs element by element; shapes broadcast behind the batch axis. */
export function buildMerge(verb: string, inputs: readonly Spec[]): Built {
  if (inputs.length < 2) throw new Error(`${verb}s two inputs or more, found one: name them, inputs: [a, b]`);
  let shape = inputs[0]!.shape;
  for (const [at, input] of inputs.entries()) {
    const merged = broadcast(shape, input.shape);
    if (!merged) {
      const what = `cannot ${verb} ${formatShape(shape)} and ${formatShape(input.shape)} (branch ${at + 1})`;
      throw new Error(`${what}: shapes must broadcast`);
    }
    shape = merged;
  }
  return { output: { shape, dtype: 'float32' }, flops: (inputs.length - 1) * sizeOf(shape) };
}

/** The common shape of two samples, aligned at the last axis, or undefined. */
function broadcast(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const offset = long.length - short.length;
  const sizes = long.map((size, at) => {
    const other = at < offset ? 1 : short[at - offset]!;
    return size === 1 ? other : other === 1 || other === size ? size : -1;
  });
  return sizes.includes(-1) ? undefined : sizes;
}

/** Lower ranks get their missing axes behind the batch, as in Keras: [batch, 4] merges with [batch, 3, 4]. */
export function aligned(inputs: readonly Tensor[], tf: Ops): readonly Tensor[] {
  const rank = Math.max(...inputs.map((x) => x.rank));
  return inputs.map((x) =>
    x.rank === rank ? x : tf.reshape(x, [-1, ...Array<number>(rank - x.rank).fill(1), ...x.shape.slice(1)]),
  );
}

/** The same in one shape: for operations that tfjs has no gradient of where shapes differ. */
function spread(inputs: readonly Tensor[], tf: Ops): readonly Tensor[] {
  const same = aligned(inputs, tf);
  const shape = same[0]!.shape.map((_size, at) => Math.max(...same.map((x) => x.shape[at]!)));
  return same.map((x) => (x.shape.join() === shape.join() ? x : tf.broadcastTo(x, shape)));
}

/** A step counts where it counts in one of the inputs; none is hidden where an input has no mask. */
export function eitherMask(_options: unknown, _inputs: unknown, masks: readonly Mask[], tf: Ops): Mask {
  const known = masks.filter((mask) => mask !== undefined);
  if (known.length === 0 || known.length < masks.length) return undefined;
  return known.reduce((a, b) => tf.logicalOr(a, b));
}

/** 1 where a step counts, else 0: [batch, steps, 1]; undefined where all do. */
const countedOf = (mask: Mask, tf: Ops): Mask => mask && tf.cast(tf.expandDims(mask, -1), 'float32');

/** a where `chosen` is 1, b where it is 0. */
const blend = (chosen: Tensor, a: Tensor, b: Tensor, tf: Ops): Tensor =>
  tf.add(tf.mul(a, chosen), tf.mul(b, tf.sub(1, chosen)));

/** The product; as in Keras a hidden step counts as 1, and what is hidden in all inputs is 0. */
export function product(inputs: readonly Tensor[], masks: readonly Mask[], tf: Ops): Tensor {
  const factors = aligned(inputs, tf).map((x, at) => {
    const counted = countedOf(masks[at], tf);
    return counted ? tf.add(tf.mul(x, counted), tf.sub(1, counted)) : x;
  });
  const y = factors.reduce((a, b) => tf.mul(a, b));
  const either = countedOf(eitherMask(undefined, inputs, masks, tf), tf);
  return either ? tf.mul(y, either) : y;
}

/** The largest or smallest; as in Keras the other input stands in for a hidden step. */
export function extreme(
  inputs: readonly Tensor[],
  masks: readonly Mask[],
  choose: (a: Tensor, b: Tensor) => Tensor,
  tf: Ops,
): Tensor {
  const [first, ...rest] = spread(inputs, tf) as [Tensor, ...Tensor[]];
  let best = first;
  let seen = countedOf(masks[0], tf);
  for (const [at, x] of rest.entries()) {
    const counted = countedOf(masks[at + 1], tf);
    const other = counted ? blend(counted, x, best, tf) : x;
    const own = seen ? blend(seen, best, other, tf) : best;
    seen = counted && seen && tf.maximum(counted, seen);
    best = choose(own, other);
  }
  return best;
}
