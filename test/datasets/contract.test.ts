import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/arrays.js';
import type { Source } from '../../src/datasets/dataset.js';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { datasets } from '../../src/datasets/index.js';
import { areClasses } from '../../src/datasets/labels.js';
import { EXIT } from '../../src/errors.js';
import type { Options } from '../../src/experiment/part.js';
import { uncovered } from '../support/keras.js';
import { mnistFiles } from './idx-tools.js';
import { context, floats, ints, problemOf, scratch, source } from './support.js';

const files = scratch();
const npz = files.put(
  writeNpz({
    x_train: floats([6, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
    y_train: ints([6, 1], [0, 1, 2, 0, 1, 2]),
    x_test: floats([2, 2], [1, 2, 3, 4]),
    y_test: ints([2, 1], [2, 0]),
  }),
);
const json = files.put('[{"a": 1, "t": 0.5}, {"a": null, "t": 1.5}, {"t": 2, "a": 3}]');
const prose = files.put('Call me Ishmael. Some years ago, never mind how long precisely. '.repeat(3));
const texts = join(files.folder, 'texts');
for (const [folder, words] of Object.entries({ ham: ['a b', 'b c'], spam: ['buy', 'buy a', 'now'] })) {
  mkdirSync(join(texts, folder), { recursive: true });
  for (const [i, content] of words.entries()) files.put(content, join('texts', folder, `${i}`));
}
for (const [name, bytes] of Object.entries(mnistFiles())) files.put(bytes, name);

/** One row a source: options with which it can be read. */
const cases: { name: string; options: Options }[] = [
  { name: 'csv', options: { path: 'table.csv', target: 'kind, in words', features: ['width', 'length'] } },
  {
    name: 'csv',
    options: { path: 'table.csv', target: 'grade', features: ['width'], target_type: 'values' },
  },
  {
    name: 'csv',
    options: {
      path: 'table.csv',
      target: 'grade',
      features: ['length', 'kind, in words'],
      one_hot: ['kind, in words'],
      target_type: 'values',
      windows: { sequence_length: 3, sequence_stride: 1, sampling_rate: 1, horizon: 1, steps: 2 },
    },
  },
  { name: 'fashion_mnist', options: { folder: files.folder } },
  { name: 'json', options: { path: json, target: 't', missing: 'mean' } },
  { name: 'mnist', options: {} },
  { name: 'npz', options: { path: npz } },
  { name: 'synthetic_classification', options: { samples: 90, features: 7, classes: 3 } },
  { name: 'synthetic_ratings', options: { users: 9, items: 8, ratings: 50 } },
  { name: 'text', options: { path: prose, max_tokens: 20, sequence_length: 7 } },
  {
    name: 'text',
    options: { path: prose, max_tokens: 9, sequence_length: 4, split: 'whitespace', target: 'next' },
  },
  {
    name: 'text_directory',
    options: { folder: texts, max_tokens: 9, output_sequence_length: 5, files: '*' },
  },
  { name: 'text_directory', options: { folder: texts, max_tokens: 9, output_mode: 'tf_idf', files: '*' } },
];

it('has a case for every source', () => {
  expect(uncovered(datasets, cases)).toEqual([]);
});

describe.each(cases)('$name $options', ({ name, options }) => {
  const it_ = source(name, options);

  it('describes what it reads', async () => {
    const [spec, read] = [await it_.describe(), await it_.read()];
    for (const [split, rows] of Object.entries(splitsOf(read))) {
      expect({ shape: rows.x.shape.slice(1), dtype: rows.x.dtype }).toEqual(spec.x);
      expect({ shape: rows.y.shape.slice(1), dtype: rows.y.dtype }).toEqual(spec.y);
      const told = spec.rows[split as 'train' | 'test'];
      if (told !== undefined) expect(rows.x.shape[0]).toBe(told);
    }
    expect(spec.hasTest).toBe(read.test !== undefined);
    if (spec.classCount !== undefined) expect(read.classCount).toBe(spec.classCount);
  });

  it('gives as many inputs as targets, of types that dlx has, all finite', async () => {
    for (const { x, y } of Object.values(splitsOf(await it_.read()))) {
      expect(x.shape[0]).toBe(y.shape[0]);
      for (const { shape, dtype, data } of [x, y]) {
        expect(data.length).toBe(sizeOf(shape));
        const type = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array, bool: undefined }[dtype];
        expect(Object.getPrototypeOf(data)).toBe(type?.prototype);
        expect(data.some((value: number) => !Number.isFinite(value))).toBe(false);
      }
    }
  });

  it('numbers its classes from 0', async () => {
    const read = await it_.read();
    // A sequence of class numbers has classes too, which [rows, steps] does not show.
    if (areClasses(read.train.y)) expect(read.classCount).toBeDefined();
    if (read.classCount === undefined) return;
    expect(read.train.y.dtype).toBe('int32');
    if (read.classes) expect(read.classes.length).toBeLessThanOrEqual(read.classCount);
    for (const { y } of Object.values(splitsOf(read))) {
      expect(y.data.every((label: number) => label >= 0 && label < read.classCount!)).toBe(true);
    }
  });

  it('reads the same twice', async () => {
    expect(same(await it_.read(5), await it_.read(5))).toBe(true);
  });
});

describe.each(cases.filter(({ options }) => 'path' in options))('$name: its file', ({ name, options }) => {
  it('missing or a folder: exit 2 with the key', async () => {
    mkdirSync(join(files.folder, 'folder'), { recursive: true });
    for (const path of ['missing', 'folder', 'missing/deeper']) {
      const { part, options: full } = source(name, { ...options, path });
      for (const work of [
        () => part.describe(full, { ...context, folder: files.folder }),
        () => part.read(full, context),
      ]) {
        const error = await problemOf(work);
        expect(error.exitCode).toBe(EXIT.usage);
        expect(error.problems[0]!.key).toBe(`data.dataset.${name}.path`);
      }
    }
  });

  it('empty or binary: exit 2 with the file', async () => {
    for (const content of ['', Uint8Array.from({ length: 999 }, (_, i) => i * 7)]) {
      const path = files.put(content);
      const { part, options: full } = source(name, { ...options, path });
      for (const work of [() => part.describe(full, context), () => part.read(full, context)]) {
        const error = await problemOf(work);
        expect(error.exitCode).toBe(EXIT.usage);
        expect(path.endsWith(error.problems[0]!.file!)).toBe(true);
      }
    }
  });
});

function splitsOf({ train, test }: Source) {
  return { train, ...(test && { test }) };
}

function same(a: Source, b: Source): boolean {
  return (['x', 'y'] as const).every((part) => {
    const [one, other] = [a.train[part].data, b.train[part].data];
    return one.length === other.length && one.every((value: number, i: number) => value === other[i]);
  });
}
