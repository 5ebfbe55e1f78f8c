import { type NDArray, sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { asFloat } from './floats.js';
import { type Axis, groupsOf } from './groups.js';
import type { Fitted } from './transform.js';

/**
 * What the fitted transforms have in common: `(x - shift) * scale + offset` with a shift and a scale per
 * group. Multiplication, because division by a constant is slow in onnxruntime.
 */
export function applyAffine({ shift, scale }: Fitted, offset: number, x: Tensor, tf: Ops): Tensor {
  const constant = (array: NDArray<Float32Array>) => tf.tensor(array.data, [...array.shape], 'float32');
  const scaled = tf.mul(tf.sub(asFloat(x, tf), constant(shift!)), constant(scale!));
  return offset === 0 ? scaled : tf.add(scaled, offset);
}

/** The same on a plain array, rounded to float32 after each operation as in the graph. */
export function transformAffine({ shift, scale }: Fitted, offset: number, axis: Axis, x: NDArray): NDArray {
  const { of } = groupsOf(x.shape.slice(1), axis);
  const out = new Float32Array(sizeOf(x.shape));
  const added = Math.fround(offset);
  for (let start = 0; start < out.length; start += of.length) {
    for (let i = 0; i < of.length; i++) {
      const group = of[i] as number;
      const centred = Math.fround(Math.fround(x.data[start + i]!) - shift!.data[group]!);
      out[start + i] = Math.fround(centred * scale!.data[group]!) + added;
    }
  }
  return { shape: x.shape, dtype: 'float32', data: out };
}

/** The numbers of each group as constants of the graph. */
export function fittedAffine(
  shape: readonly number[],
  shift: ArrayLike<number>,
  scale: ArrayLike<number>,
): Fitted {
  const array = (data: ArrayLike<number>) => ({
    shape,
    dtype: 'float32' as const,
    data: Float32Array.from(data),
  });
  return { shift: array(shift), scale: array(scale) };
}
