import type { NDArray } from '../arrays.js';

/** Class numbers are one integer a row, of shape [rows] or, as Keras allows, [rows, 1]. */
export function areClasses(y: { readonly shape: readonly number[]; readonly dtype: string }): boolean {
  return y.dtype === 'int32' && (y.shape.length === 1 || (y.shape.length === 2 && y.shape[1] === 1));
}

/** One more than the largest class number; 0 without rows. */
export function countClasses(y: NDArray): number {
  let most = -1;
  for (const label of y.data) if (label > most) most = label;
  return most + 1;
}

/** The first row whose label is not in 0..classCount-1. */
export function findStray(y: NDArray, classCount: number): { row: number; label: number } | undefined {
  for (let row = 0; row < y.data.length; row++) {
    const label = y.data[row] as number;
    if (label < 0 || label >= classCount) return { row, label };
  }
  return undefined;
}

/** One more than the largest number in a column (along the last axis), where all are class numbers. */
export function classesIn({ shape, data }: NDArray, column: number): number | undefined {
  const width = shape.length < 2 ? 1 : (shape.at(-1) as number);
  let most = -1;
  for (let at = column; at < data.length; at += width) {
    const label = data[at] as number;
    if (!Number.isInteger(label) || label < 0) return undefined;
    if (label > most) most = label;
  }
  return most + 1;
}
