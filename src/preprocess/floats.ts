import type { Spec } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';

/** Every transform gives float32. */
export function floatSpec({ shape }: Spec): Spec {
  return { shape, dtype: 'float32' };
}

/** Bytes and integers as float32. */
export function asFloat(x: Tensor, tf: Ops): Tensor {
  return x.dtype === 'float32' ? x : tf.cast(x, 'float32');
}
