import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../src/arrays.js';
import type { Dataset, Rows, Source } from '../../src/datasets/dataset.js';
import { hashRows } from '../../src/datasets/hash.js';
import { areClasses } from '../../src/datasets/labels.js';
import { describeSplits, prepare } from '../../src/datasets/prepare.js';
import type { Data } from '../../src/experiment/types.js';
import { context, data, floats, ints, problemOf, source } from './support.js';

/** Rows whose only input is their number. */
function rows(y: NDArray): Rows {
  const count = y.shape[0]!;
  return {
    x: floats(
      [count, 1],
      Array.from({ length: count }, (_, i) => i),
    ),
    y,
  };
}

function made(content: Source): Dataset {
  const size = (part: Rows) => part.x.shape[0]!;
  return {
    name: 'made',
    summary: '',
    options: { type: 'object', properties: {} },
    read: async () => content,
    describe: async () => ({
      x: { shape: [1], dtype: 'float32' },
      y: { shape: content.train.y.shape.slice(1), dtype: content.train.y.dtype },
      rows: { train: size(content.train), ...(content.test && { test: size(content.test) }) },
      hasTest: content.test !== undefined,
      ...(areClasses(content.train.y) && { classCount: 3 }),
    }),
  };
}

const labels = (count: number) =>
  ints(
    [count],
    Array.from({ length: count }, (_, i) => (i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2)),
  );
const whole = made({ train: rows(labels(200)), classCount: 3, classes: ['a', 'b', 'c'] });
const values = made({ train: rows(floats([50], new Array(50).fill(0.5))) });
const twofold = made({ train: rows(labels(100)), test: rows(labels(20)), classCount: 3 });

const numbers = (part: Rows | undefined) => (part ? Array.from(part.x.data as Float32Array) : []);

async function both(dataset: Dataset, given: Partial<Data>, seed = 0) {
  const splits = await prepare(dataset, {}, data(given), { ...context, seed });
  const spec = await describeSplits(dataset, {}, data(given), context);
  const sizes = {
    train: splits.train.x.shape[0],
    validation: splits.validation?.x.shape[0],
    test: splits.test?.x.shape[0],
  };
  expect(spec.rows).toEqual(JSON.parse(JSON.stringify(sizes)));
  expect(spec.hasTest).toBe(splits.test !== undefined);
  expect(spec.hasValidation).toBe(splits.validation !== undefined);
  for (const part of [splits.train, splits.validation, splits.test]) {
    if (part) expect(part.x.shape[0]).toBe(part.y.shape[0]);
  }
  return { ...splits, sizes };
}

describe('prepare', () => {
  it('hands on what is not cut, without a copy', async () => {
    const { train, test } = await both(twofold, {});
    const read = await twofold.read({}, context);
    expect(train).toBe(read.train);
    expect(test).toBe(read.test);
    expect((await both(whole, {})).sizes).toEqual({ train: 200, validation: undefined, test: undefined });
  });

  it('cuts a whole source: no row is lost or used twice, y stays with its x', async () => {
    for (const stratify of [false, true]) {
      const split = { validation: 0.1, test: 0.25, stratify };
      const cut = await both(whole, { split });
      expect(cut.sizes).toEqual({ train: 130, validation: 20, test: 50 });
      const all = [cut.train, cut.validation, cut.test].flatMap(numbers);
      expect(all.sort((a, b) => a - b)).toEqual(numbers((await whole.read({}, context)).train));
      for (const part of [cut.train, cut.validation!, cut.test!]) {
        expect(Array.from(part.y.data)).toEqual(numbers(part).map((i) => labels(200).data[i]));
      }
      expect(cut.classes).toEqual(['a', 'b', 'c']);
    }
  });

  it('stratified, keeps proportions', async () => {
    const cut = await both(whole, { split: { validation: 0.1, test: 0.25, stratify: true } });
    const counts = (part: Rows) =>
      [0, 1, 2].map((c) => Array.from(part.y.data).filter((label) => label === c).length);
    expect(counts(cut.test!)).toEqual([30, 15, 5]);
    expect(counts(cut.validation!)).toEqual([12, 6, 2]);
  });

  it('depends on the seed alone', async () => {
    const given = { split: { test: 0.2, stratify: false } };
    const test = async (seed: number) => numbers((await both(whole, given, seed)).test);
    expect(await test(1)).toEqual(await test(1));
    expect(await test(1)).not.toEqual(await test(2));
  });

  it('takes validation from the training rows, or the test rows themselves', async () => {
    const fraction = await both(twofold, { validation: 0.1 });
    expect(fraction.sizes).toEqual({ train: 90, validation: 10, test: 20 });
    const shared = await both(twofold, { validation: 'test' });
    expect(shared.validation).toBe(shared.test);
    expect(shared.sizes.train).toBe(100);
  });

  it('limits what is left to train on, in proportion, and leaves the other splits alone', async () => {
    const free = await both(twofold, { validation: 0.1 });
    const limited = await both(twofold, { validation: 0.1, limit: { train: 45 } });
    expect(limited.sizes).toEqual({ train: 45, validation: 10, test: 20 });
    expect(limited.validation).toEqual(free.validation);
    const kept = numbers(limited.train);
    expect(kept.every((row) => numbers(free.train).includes(row))).toBe(true);
    for (const c of [0, 1, 2]) {
      const share = (part: Rows) =>
        Array.from(part.y.data).filter((label) => label === c).length / part.y.data.length;
      expect(Math.abs(share(limited.train) - share(free.train)) * 45).toBeLessThanOrEqual(1);
    }
    expect((await both(values, { limit: { train: 7 } })).sizes.train).toBe(7);
  });

  it('keeps bytes as bytes', async () => {
    const { part } = source('mnist');
    const { train } = await prepare(part, {}, data({ limit: { train: 100 } }), context);
    expect(train.x.data).toBeInstanceOf(Uint8Array);
    expect(train.x.shape).toEqual([100, 28, 28]);
  });

  it.each<[string, Dataset, Partial<Data>, string, string]>([
    [
      'split and validation',
      twofold,
      { split: { test: 0.1, stratify: false }, validation: 0.1 },
      'data.validation',
      'beside data.split',
    ],
    [
      'split of a source with a test split',
      twofold,
      { split: { validation: 0.2, stratify: false } },
      'data.split',
      'its own test split',
    ],
    ['validation of a whole source', whole, { validation: 0.2 }, 'data.validation', 'comes whole'],
    ['validation: test of a whole source', whole, { validation: 'test' }, 'data.validation', 'comes whole'],
    [
      'fractions of 1',
      whole,
      { split: { validation: 0.5, test: 0.5, stratify: false } },
      'data.split',
      'nothing to train on',
    ],
    ['nothing left', whole, { split: { test: 0.999, stratify: false } }, 'data.split', '0 to train'],
    ['no validation rows', twofold, { validation: 0 }, 'data.validation', '0 to validation'],
    [
      'a limit beyond the split',
      twofold,
      { validation: 0.1, limit: { train: 91 } },
      'data.limit.train',
      'at most the 90 rows',
    ],
    [
      'stratified values',
      values,
      { split: { test: 0.2, stratify: true } },
      'data.split.stratify',
      'targets that are classes',
    ],
  ])('refuses %s, when described too', async (_, dataset, given, key, message) => {
    for (const work of [prepare, describeSplits]) {
      const error = await problemOf(() => work(dataset, {}, data(given), context));
      expect(error.problems[0]).toMatchObject({ key, message: expect.stringContaining(message) });
    }
  });

  it('refuses to stratify what lacks a class then', async () => {
    const rare = made({
      train: rows(ints([20], [1, ...new Array(19).fill(0)])),
      classCount: 2,
      classes: ['cat', 'dog'],
    });
    const error = await problemOf(() =>
      prepare(rare, {}, data({ split: { test: 0.2, stratify: true } }), context),
    );
    expect(error.message).toContain('class dog has 1 of 20 rows, too few for the');
  });
});

describe('hashRows', () => {
  const hash = async (dataset: Dataset, given: Partial<Data> = {}) =>
    hashRows(await prepare(dataset, {}, data(given), context));

  it('changes with any value, shape, type or split', async () => {
    const base = rows(floats([4, 1], [1, 2, 3, 4]));
    const variants: Source[] = [
      { train: base },
      { train: rows(floats([4, 1], [1, 2, 3, 5])) },
      { train: rows(floats([4], [1, 2, 3, 4])) },
      { train: rows(ints([4, 1], [1, 2, 3, 4])) },
      { train: base, test: base },
      { train: base, classes: ['a'] },
    ];
    const hashes = await Promise.all(variants.map((variant) => hash(made(variant))));
    expect(new Set(hashes).size).toBe(variants.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash(made({ train: rows(floats([4, 1], [1, 2, 3, 4])) }))).toBe(hashes[0]);
    expect(await hash(twofold, { validation: 'test' })).not.toBe(await hash(twofold));
  });
});
