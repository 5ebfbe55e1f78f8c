import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { DType, NDArray } from '../../src/arrays.js';
import type { Source, SourceContext } from '../../src/datasets/dataset.js';
import { datasets } from '../../src/datasets/index.js';
import { UserError } from '../../src/errors.js';
import type { Options } from '../../src/experiment/part.js';
import type { Data } from '../../src/experiment/types.js';
import { row } from '../support/keras.js';

export const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** An array as fixtures/make.py writes it. */
export interface Saved {
  readonly shape: number[];
  readonly dtype: DType;
  readonly data: number[];
}

/** What numpy, pandas and scikit-learn see in the fixtures. */
export const oracle = JSON.parse(readFileSync(join(fixtures, 'oracle.json'), 'utf8')) as {
  arrays: { [name: string]: Saved };
  table: { x: Saved; grade: number[]; grades: number[]; grade_numbers: number[] };
  splits: { labels: number[]; test: number; trainCounts: number[]; testCounts: number[] }[];
};

/** A folder that is removed after the tests of a file, and a way to put files into it. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'dlx-datasets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let count = 0;
  return {
    folder,
    put(content: string | Uint8Array, name = `file-${count++}`): string {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

export const context: SourceContext = { folder: fixtures, seed: 0 };

/** A row of the table with its options, defaults filled in. */
export function source(name: string, given: Options = {}) {
  const { part, options } = row(datasets, name, given);
  return {
    part,
    options,
    read: async (seed = 0) => whole(await part.read(options, { ...context, seed })),
    describe: () => part.describe(options, context),
  };
}

/** A source with all its rows as the training split, to which it is fitted. */
export function whole(read: Source): Source {
  const fitted = read.fit?.(read.train);
  if (!fitted) return read;
  const { classes = read.classes } = fitted;
  return { ...read, train: fitted.rows(read.train), ...(classes && { classes }) };
}

export function data(given: Partial<Data>): Data {
  return { dataset: 'mnist', preprocess: [], augment: [], ...given };
}

export function floats(shape: number[], values: ArrayLike<number>): NDArray<Float32Array> {
  return { shape, dtype: 'float32', data: Float32Array.from(values) };
}

export function ints(shape: number[], values: ArrayLike<number>): NDArray<Int32Array> {
  return { shape, dtype: 'int32', data: Int32Array.from(values) };
}

/** The user's error that a promise or function ends with. */
export async function problemOf(work: () => unknown): Promise<UserError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('expected a UserError, but nothing was thrown');
}
