import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../src/arrays.js';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { floats, ints, problemOf, scratch, source } from './support.js';

const files = scratch();

describe('npz', () => {
  const x = floats([3, 2], [1, 2, 3, 4, 5, 6]);
  const y = ints([3], [0, 2, 1]);
  const open = (arrays: { [name: string]: NDArray }) => source('npz', { path: files.put(writeNpz(arrays)) });

  it('narrows and keeps as it says', async () => {
    const bytes: NDArray = { shape: [2, 1], dtype: 'uint8', data: Uint8Array.of(0, 3) };
    const truths: NDArray = { shape: [2], dtype: 'bool', data: Uint8Array.of(1, 0) };
    const images = await open({ x_train: bytes, y_train: bytes }).read();
    expect(images.train.x).toEqual(bytes);
    expect(images.train.y).toEqual(ints([2, 1], [0, 3]));
    expect(images.classCount).toBe(4);
    const flags = await open({ x_train: truths, y_train: truths }).read();
    expect(flags.train.x.dtype).toBe('uint8');
    expect(flags.train.y).toEqual(ints([2], [1, 0]));
    const values = await open({ x_train: x, y_train: x }).read();
    expect(values.train.y).toEqual(x);
    expect(values.classCount).toBeUndefined();
  });

  it.each(['objects.npz', 'strings.npz', 'records.npz'])('refuses %s from numpy', async (path) => {
    for (const work of ['read', 'describe'] as const) {
      const error = await problemOf(() => source('npz', { path })[work]());
      expect(error.message).toMatch(/pickled|text|records/);
    }
  });

  const refused: [string, { [name: string]: NDArray }, string][] = [
    ['a lacking key', { x_train: x, labels: y }, 'lacks the array y_train, has x_train, labels'],
    ['a lacking test key', { x_train: x, y_train: y, x_test: x }, 'lacks the array y_test'],
    ['different lengths', { x_train: x, y_train: ints([2], [0, 1]) }, 'x_train has 3 rows and y_train 2'],
    ['no rows', { x_train: floats([0, 2], []), y_train: ints([0], []) }, 'no axis of size 0'],
    ['a scalar', { x_train: floats([], [1]), y_train: y }, 'is a single number'],
    [
      'other test rows',
      { x_train: x, y_train: y, x_test: floats([3, 1], [1, 2, 3]), y_test: y },
      'x_test has rows of 1 float32, expected 2 float32',
    ],
    [
      'other test labels',
      { x_train: x, y_train: y, x_test: x, y_test: floats([3], [0, 1, 2]) },
      'y_test has rows of () float32',
    ],
  ];

  it.each(refused)('refuses %s, when described too', async (_, arrays, message) => {
    expect((await problemOf(() => open(arrays).read())).message).toContain(message);
    expect((await problemOf(() => open(arrays).describe())).message).toContain(message);
  });

  it('refuses labels outside the classes', async () => {
    const negative = { x_train: x, y_train: ints([3], [0, -1, 1]) };
    expect((await problemOf(() => open(negative).read())).message).toContain('y_train has -1 at index [1]');
    const unseen = { x_train: x, y_train: y, x_test: x, y_test: ints([3], [0, 1, 3]) };
    expect((await problemOf(() => open(unseen).read())).message).toContain(
      'y_test has 3 at index [2], expected a class from 0 to 2',
    );
  });

  it('suggests the key that was meant', async () => {
    expect((await problemOf(() => open({ X_train: x, y_train: y }).read())).message).toContain(
      'rename X_train to x_train',
    );
  });
});
