import type { NDArray, TypedArray } from '../arrays.js';
import { permutation, Stream } from '../random.js';

/** Rows of a batch: `full` is all of the training split; as many as asked for where its size is not known. */
export function batchRows(asked: number | 'full', rows: number | undefined): number {
  if (asked === 'full') return rows ?? 1;
  return rows === undefined ? asked : Math.min(asked, rows);
}

/** The order in which an epoch takes the rows: the same for the same (seed, epoch), whatever came before. */
export function epochOrder(rows: number, seed: number, epoch: number, shuffle: boolean): Int32Array {
  if (shuffle) return permutation(rows, new Stream(seed, 'shuffle', epoch));
  return Int32Array.from({ length: rows }, (_, row) => row);
}

/** From this many elements a row, one `set` is faster than a loop, in spite of the view that it needs. */
const WIDE = 24;

/**
 * Copies the rows `order[start]` to `order[start + count - 1]` into the beginning of `out`, which has the
 * element type of `source` and room for them.
 *
 * Measured on Node 20, 64 rows: 784 bytes each 7 µs (30 in a loop over 32-bit words), 100 floats each 6 µs
 * (17 in a loop), single numbers 1 µs (5 with `set`).
 */
export function gather(
  source: NDArray,
  order: Int32Array,
  start: number,
  count: number,
  out: TypedArray,
): void {
  const { data } = source;
  const width = data.length / (source.shape[0] as number);
  let to = 0;
  for (let i = start; i < start + count; i++) {
    const first = (order[i] as number) * width;
    if (width >= WIDE) out.set(data.subarray(first, first + width), to);
    else for (let j = 0; j < width; j++) out[to + j] = data[first + j] as number;
    to += width;
  }
}
