import { sizeOf } from '../arrays.js';

/** Inputs and outputs of one unit of a weight, as Keras's compute_fans counts them: kernels are (..., in, out). */
export function fansOf(shape: readonly number[]): { readonly in: number; readonly out: number } {
  if (shape.length === 0) return { in: 1, out: 1 };
  if (shape.length === 1) return { in: shape[0]!, out: shape[0]! };
  const field = sizeOf(shape.slice(0, -2));
  return { in: shape.at(-2)! * field, out: shape.at(-1)! * field };
}
