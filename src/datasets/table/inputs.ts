import type { NDArray } from '../../arrays.js';
import { UserError } from '../../errors.js';
import type { FittedRows, Rows } from '../dataset.js';
import type { Table } from '../files/csv.js';
import { classesOf, numbersOf } from '../files/csv-columns.js';
import { type OpenFile, shownPath } from '../files/file.js';
import { checkMemory } from '../files/memory.js';
import type { Feature } from './columns.js';

/** What the features of a table are as numbers. */
export interface Inputs {
  /** Row after row. NaN where a value is missing. */
  readonly data: Float32Array;
  readonly names: readonly string[];
}

/** One column, or several, that a feature becomes. */
interface Block {
  readonly names: readonly string[];
  /** Writes the numbers of a row. */
  write(row: number, out: Float32Array, at: number): void;
}

/** @param gaps whether values may be missing */
export function inputsOf(file: OpenFile, table: Table, features: readonly Feature[], gaps: boolean): Inputs {
  const blocks = features.map((feature) => blockOf(file, table, feature, gaps));
  const names = blocks.flatMap((block) => block.names);
  const rows = table.records.length;
  checkMemory(4 * rows * names.length, 'reading it', { file: shownPath(file.path) });
  const data = new Float32Array(rows * names.length);
  let at = 0;
  for (const block of blocks) {
    for (let row = 0; row < rows; row++) block.write(row, data, row * names.length + at);
    at += block.names.length;
  }
  return { data, names };
}

function blockOf(file: OpenFile, table: Table, { column, encoding }: Feature, gaps: boolean): Block {
  const name = table.header[column]!;
  if (encoding === 'number') {
    const hint = 'name the numeric columns in `features`, those of text in `one_hot` too, or mend the row';
    const values = numbersOf(file, table, [column], hint, gaps);
    return { names: [name], write: (row, out, at) => out.fill(values[row]!, at, at + 1) };
  }
  const { classes, numbers } = classesOf(file, table, column);
  if (encoding === 'ordinal') {
    return { names: [name], write: (row, out, at) => out.fill(numbers[row]!, at, at + 1) };
  }
  return {
    names: classes.map((value) => `${name}=${value}`),
    write: (row, out, at) => out.fill(1, at + numbers[row]!, at + numbers[row]! + 1),
  };
}

/**
 * Puts the mean over the training split in the place of what is missing (NaN), for each of the features, the last
 * axis of `x`.
 *
 * @throws UserError for a feature without any value in the training split.
 */
export function fillMeans(train: Rows, names: readonly string[], key: string): FittedRows {
  const means = meansOf(train.x.data, names.length);
  const none = means.findIndex(Number.isNaN);
  if (none >= 0) {
    throw new UserError({
      key: `${key}.missing`,
      message: `mean: "${names[none]}" has no value in the training split`,
      hint: 'leave this feature out',
    });
  }
  return { rows: (read) => ({ ...read, x: filled(read.x, means) }) };
}

function meansOf(data: ArrayLike<number>, width: number): Float32Array {
  const [sums, counts] = [new Float64Array(width), new Float64Array(width)];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (Number.isNaN(value)) continue;
    sums[i % width]! += value;
    counts[i % width]! += 1;
  }
  return Float32Array.from(sums, (sum, i) => sum / counts[i]!);
}

function filled(x: NDArray, means: Float32Array): NDArray {
  const data = Float32Array.from(x.data);
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) data[i] = means[i % means.length]!;
  return { ...x, data };
}
