import { describe, expect, it } from 'vitest';
import { augmentations } from '../../src/augmentations/index.js';
import { weighByClass } from '../../src/datasets/class-weight.js';
import type { Rows } from '../../src/datasets/dataset.js';
import { hashRows } from '../../src/datasets/hash.js';
import { describeSplits, prepare } from '../../src/datasets/prepare.js';
import { augmentedFeed } from '../../src/training/augment/feed.js';
import { plainFeed, trainingFeed } from '../../src/training/feed.js';
import { row } from '../support/keras.js';
import { context, data, floats, ints, problemOf } from './support.js';

const count = (size: number) => Array.from({ length: size }, (_, i) => i);

/** Rows of two classes whose input and weight is their number. */
function numbered(size: number, weights = count(size)): Rows {
  return {
    x: floats([size, 1], count(size)),
    y: ints(
      [size],
      count(size).map((i) => i % 2),
    ),
    w: floats([size], weights),
  };
}

const made = (train: Rows, weighted: boolean) => ({
  name: 'made',
  summary: '',
  options: { type: 'object', properties: {} } as const,
  read: async () => ({ train, classCount: 2 }),
  describe: async () => ({
    x: { shape: [1], dtype: 'float32' } as const,
    y: { shape: [], dtype: 'int32' } as const,
    rows: { train: train.x.shape[0]! },
    hasTest: false,
    ...(weighted && { weighted: true as const }),
  }),
});

const given = data({
  split: { validation: 0.2, test: 0.2, stratify: true },
  limit: { train: 20 },
  sample_weight: 'w',
});

describe('weights of rows', () => {
  it('stay with their rows through split and limit', async () => {
    const splits = await prepare(made(numbered(60), true), {}, given, context);
    for (const rows of [splits.train, splits.validation!, splits.test!]) {
      expect(Array.from(rows.w!.data)).toEqual(Array.from(rows.x.data));
    }
    expect(splits.train.w!.shape).toEqual([20]);
  });

  it('count for the hash of the data', () => {
    const [one, other] = [numbered(8), numbered(8, [1, 1, 2, 3, 4, 5, 6, 7])];
    expect(hashRows({ train: one })).not.toBe(hashRows({ train: other }));
    const { w: _, ...bare } = one;
    expect(hashRows({ train: bare })).not.toBe(hashRows({ train: one }));
  });

  it('are refused where a source has none, or where they are below 0', async () => {
    const { w: _, ...bare } = numbered(60);
    const message = 'is for sources whose rows have weights: csv, json and npz';
    const refused = { problems: [{ key: 'data.sample_weight', message }] };
    expect(await problemOf(() => prepare(made(bare, false), {}, given, context))).toMatchObject(refused);
    expect(await problemOf(() => describeSplits(made(bare, false), {}, given, context))).toMatchObject(
      refused,
    );
    const negative = made(
      numbered(
        60,
        count(60).map((i) => 3 - i),
      ),
      true,
    );
    expect(await problemOf(() => prepare(negative, {}, given, context))).toMatchObject({
      problems: [{ key: 'data.sample_weight', message: 'row 4 has the weight -1, expected 0 or more' }],
    });
  });

  it.each([
    ['a feed for training', trainingFeed],
    ['a plain feed', plainFeed],
  ])('are fed in the order of the rows by %s', (_name, make) => {
    const feed = make(numbered(10), 4);
    feed.reorder(Int32Array.from([7, 3, 9, 1, 0, 2, 4, 5, 6, 8]));
    feed.fill(1, 3);
    expect(Array.from(feed.v!.subarray(0, 3))).toEqual([3, 9, 1]);
    expect(Array.from(feed.x.subarray(0, 3))).toEqual([3, 9, 1]);
  });

  it('are fed beside augmented images', () => {
    const rows = { ...numbered(5), x: floats([5, 2, 2, 1], count(20)) };
    const feed = augmentedFeed(rows, 2, [row(augmentations, 'RandomFlip', {})], 1, undefined);
    feed.begin!(1);
    feed.reorder(Int32Array.from([4, 2, 0, 1, 3]));
    feed.fill(0, 2);
    expect(Array.from(feed.v!)).toEqual([4, 2]);
    feed.release?.();
  });
});

describe('weights of classes', () => {
  const rows = (labels: number[]) => ({
    x: floats([labels.length, 1], labels),
    y: ints([labels.length], labels),
  });
  const weights = (made: Rows) => Array.from(made.w!.data);

  it('are those of scikit-learn where they are balanced', () => {
    // compute_class_weight('balanced', classes=[0, 1, 3], y=[0, 0, 0, 1, 3, 3]): 6 / (3 * count)
    expect(weights(weighByClass(rows([0, 0, 0, 1, 3, 3]), 'balanced'))).toEqual(
      [2 / 3, 2 / 3, 2 / 3, 2, 1, 1].map(Math.fround),
    );
  });

  it('go by number or name, and are 1 for others', () => {
    expect(weights(weighByClass(rows([2, 0, 1, 2]), { '0': 3, cat: 0.5 }, ['ant', 'bee', 'cat']))).toEqual([
      0.5, 3, 1, 0.5,
    ]);
  });

  it('take one-hot rows and yes or no as floats', () => {
    const hot = { ...rows([0, 0]), y: floats([2, 3], [0, 0, 1, 1, 0, 0]) };
    expect(weights(weighByClass(hot, { 2: 4 }))).toEqual([4, 1]);
    const binary = { ...rows([0, 0]), y: floats([2, 1], [1, 0]) };
    expect(weights(weighByClass(binary, { 1: 7 }))).toEqual([7, 1]);
  });

  it('leave rows as they are where nothing is said', () => {
    const train = rows([0, 1]);
    expect(weighByClass(train, undefined)).toBe(train);
  });
});
