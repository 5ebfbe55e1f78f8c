import type { Ops, Tensor } from '../tf.js';

/** What a function along the last axis makes of x along another one (from 0, the batch). */
export function alongLast(x: Tensor, axis: number, tf: Ops, f: (x: Tensor) => Tensor): Tensor {
  const last = x.rank - 1;
  if (axis === last) return f(x);
  // Exchanging two axes is its own inverse.
  const order = x.shape.map((_size, at) => (at === axis ? last : at === last ? axis : at));
  return tf.transpose(f(tf.transpose(x, order)), order);
}
