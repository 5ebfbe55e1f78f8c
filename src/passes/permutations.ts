import type { Value } from '../graph/graph.js';
import type { Rewriter } from '../graph/rewrite.js';
import { int64 } from './numbers.js';

/** Axis i of the result is axis perm[i] of the operand, as in ONNX's Transpose. */
export type Permutation = readonly number[];

export const isIdentity = (perm: Permutation) => perm.every((axis, i) => axis === i);

export function inverse(perm: Permutation): number[] {
  const result: number[] = [];
  perm.forEach((axis, i) => {
    result[axis] = i;
  });
  return result;
}

/** Transpose(Transpose(x, first), second) is Transpose(x, of this). */
export const composed = (first: Permutation, second: Permutation) => second.map((axis) => first[axis]!);

export const permuted = <T>(items: readonly T[], perm: Permutation) => perm.map((axis) => items[axis]!);

/** Whether only axes of size 1 change places: then the elements lie as before. */
export function movesNothing(shape: readonly number[], perm: Permutation): boolean {
  const moved = perm.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, i) => i === 0 || axis > moved[i - 1]!);
}

/** The operand and permutation of a value that is a Transpose. */
export function transposed(
  value: Value | undefined,
  rewriter: Rewriter,
): { x: Value; perm: Permutation } | undefined {
  const node = rewriter.producer(value);
  if (node?.op !== 'Transpose') return undefined;
  return { x: node.inputs[0]!, perm: node.attributes.perm as Permutation };
}

/** Transpose(x, perm), as a Reshape where that is the same, or x itself. */
export function transpose(x: Value, perm: Permutation, rewriter: Rewriter): Value {
  if (isIdentity(perm)) return x;
  const output = { shape: permuted(x.shape, perm), dtype: x.dtype };
  if (movesNothing(x.shape, perm)) return reshape(x, output.shape, rewriter);
  return rewriter.op('Transpose', [x], output, { perm });
}

export function reshape(x: Value, shape: readonly number[], rewriter: Rewriter): Value {
  return rewriter.op('Reshape', [x, int64(shape, rewriter)], { shape, dtype: x.dtype }, { allowzero: 1 });
}
