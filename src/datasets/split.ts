import type { NDArray } from '../arrays.js';
import { permutation, type Stream } from '../random.js';
import { allocate } from './allocate.js';

/**
 * Number of rows in a fraction of all: rounded up, as scikit-learn's train_test_split does for its test
 * part, except that 7 % of 100 rows are 7 (0.07 * 100 is 7.000000000000001).
 */
export function fractionOf(rows: number, fraction: number): number {
  return Math.ceil(fraction * rows - 1e-9);
}

/**
 * Deals the rows 0..rows-1 at random into parts of given sizes (their sum is `rows`). Within a part they
 * stay in ascending order, so that a source read without shuffling keeps its order.
 */
export function deal(rows: number, sizes: readonly number[], stream: Stream): Int32Array[] {
  const order = permutation(rows, stream);
  let from = 0;
  return sizes.map((size) => {
    const part = order.slice(from, from + size).sort();
    from += size;
    return part;
  });
}

/** Parts of rows that lie in an order, one behind the other, with `gap` rows between two that are not empty. */
export function slices(sizes: readonly number[], gap: number): Int32Array[] {
  let next = 0;
  return sizes.map((size) => {
    const from = next;
    if (size > 0) next += size + gap;
    return Int32Array.from({ length: size }, (_, i) => from + i);
  });
}

/** As `deal`, with every class in every part in proportion (see allocate). `labels`: one a row. */
export function dealStratified(labels: NDArray, sizes: readonly number[], stream: Stream): Int32Array[] {
  const byClass = rowsByClass(labels);
  const shares = allocate(
    byClass.map((rows) => rows.length),
    sizes,
  );
  const parts = sizes.map((size) => new Int32Array(size));
  const filled = sizes.map(() => 0);
  byClass.forEach((rows, c) => {
    stream.shuffle(rows);
    let from = 0;
    for (let part = 0; part < parts.length; part++) {
      const share = shares[part]![c] as number;
      parts[part]!.set(rows.subarray(from, from + share), filled[part]);
      filled[part]! += share;
      from += share;
    }
  });
  for (const part of parts) part.sort();
  return parts;
}

/** Rows of each class that occurs, in ascending order of the class number. */
export function rowsByClass(labels: NDArray): Int32Array[] {
  const rows = new Map<number, number[]>();
  labels.data.forEach((label: number, row: number) => {
    const same = rows.get(label);
    if (same) same.push(row);
    else rows.set(label, [row]);
  });
  return [...rows].sort(([a], [b]) => a - b).map(([, same]) => Int32Array.from(same));
}
