import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ioError } from '../disk/io-error.js';
import { readSmall } from '../disk/read.js';
import { UserError } from '../errors.js';

/** metrics.csv as columns. */
export interface History {
  /** 1-based, ascending. */
  readonly epochs: readonly number[];
  /** `loss`, `val_loss`, metrics and `learning_rate`, by name and in the order of the file; as many values as epochs. */
  readonly curves: ReadonlyMap<string, readonly number[]>;
  /** Training steps that were done at the end of each epoch. */
  readonly steps: readonly number[];
  /** That each epoch took. */
  readonly seconds: readonly number[];
  /** sha256 of all weights after each epoch, in hex; empty where the file does not say. */
  readonly hashes: readonly string[];
}

/** A million epochs of a few metrics. */
const MOST_BYTES = 2 ** 28;
/** Columns that say nothing of how well the model does. */
const OTHERS = new Set(['epoch', 'step', 'seconds', 'weights_hash', 'skipped_steps']);

/**
 * Every epoch of a run from the metrics.csv in its folder. A value that is missing or no number is NaN; infinities stay.
 *
 * @throws UserError: exit 2 for a file that is none of dlx's, exit 4 where it cannot be read.
 */
export function readHistory(folder: string): History {
  const file = join(folder, 'metrics.csv');
  let text: string;
  try {
    text = readSmall(file, MOST_BYTES);
  } catch (error) {
    throw ioError(error, 'read the metrics', file);
  }
  return parseHistory(text, file);
}

/** The same from the text of a metrics.csv. */
export function parseHistory(text: string, file: string): History {
  const [head = [], ...rows] = rowsOf(text, file);
  const at = head.indexOf('epoch');
  const epochs = rows.map((row) => Number(row[at]));
  const grows = epochs.every((epoch, i) => Number.isInteger(epoch) && epoch > (epochs[i - 1] ?? 0));
  if (at < 0 || !grows) throw damaged(file, 'expected a column `epoch` of whole numbers that grow');
  const columns = [...head.entries()].filter(([, name]) => !OTHERS.has(name));
  const valuesIn = (column: number) => rows.map((row) => numberOf(row[column] ?? ''));
  const hash = head.indexOf('weights_hash');
  return {
    epochs,
    hashes: rows.map((row) => row[hash] ?? ''),
    curves: new Map(columns.map(([column, name]) => [name, valuesIn(column)])),
    steps: valuesIn(head.indexOf('step')),
    seconds: valuesIn(head.indexOf('seconds')),
  };
}

function rowsOf(text: string, file: string): string[][] {
  try {
    return parse(text, { skip_empty_lines: true });
  } catch (error) {
    throw damaged(file, (error as Error).message);
  }
}

const numberOf = (cell: string) => (cell.trim() === '' ? Number.NaN : Number(cell));

const damaged = (file: string, what: string) =>
  new UserError({ file, message: `is no metrics.csv of dlx: ${what}` });
