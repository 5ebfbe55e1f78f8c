import type { Ops, Tensor } from '../../tf.js';
import type { Mask } from '../layer.js';

/** Nothing is left of a score that this is taken from: Keras's numbers, without projections and with them. */
export const FAR = 1e9;
export const FARTHEST = 0.7 * 3.38953e38;

/** Which keys each query may look at by their places alone. */
export interface Reach {
  /** None behind its own place. */
  readonly causal: boolean;
  /** None so many places away, or more. */
  readonly window?: number | undefined;
}

/** 1 where a query may look at a key, else 0: [queries, keys]; undefined where all may. */
export function reachOf(queries: number, keys: number, { causal, window }: Reach, tf: Ops): Mask {
  if (!causal && window === undefined) return undefined;
  const seen = new Float32Array(queries * keys);
  for (let i = 0; i < queries; i++) {
    for (let j = 0; j < keys; j++) {
      if ((!causal || j <= i) && (window === undefined || Math.abs(i - j) < window)) seen[i * keys + j] = 1;
    }
  }
  return tf.tensor2d(seen, [queries, keys]);
}

/** 1 or 0 as [batch, queries, keys] or [queries, keys]: what places, and the masks of queries and keys, leave. */
export function seenOf(reach: Mask, query: Mask, keys: readonly Mask[], tf: Ops): Mask {
  const float = (mask: Mask, axis: number) => (mask ? [tf.expandDims(tf.cast(mask, 'float32'), axis)] : []);
  const all = [...float(query, -1), ...keys.flatMap((mask) => float(mask, -2)), ...(reach ? [reach] : [])];
  return all.length > 0 ? all.reduce((a, b) => tf.mul(a, b)) : undefined;
}

/** 0 where `seen` is 1; so far below all scores where it is 0. */
export const biasOf = (seen: Tensor, far: number, tf: Ops): Tensor => tf.mul(tf.sub(seen, 1), far);
