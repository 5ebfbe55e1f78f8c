import { describe, expect, it } from 'vitest';
import type { Options } from '../../src/experiment/part.js';
import { problemOf, source } from './support.js';

describe('synthetic_ratings', () => {
  const read = async (options: Options, seed = 0) =>
    (await source('synthetic_ratings', options).read(seed)).train;

  it('rates each pair at most once, and only users and items that there are', async () => {
    const all = await read({ users: 12, items: 7, ratings: 84 });
    const pairs = new Set<string>();
    for (let row = 0; row < 84; row++) pairs.add(`${all.x.data[2 * row]} ${all.x.data[2 * row + 1]}`);
    expect(pairs.size).toBe(84);
    expect(Math.max(...all.x.data.filter((_: number, i: number) => i % 2 === 0))).toBe(11);
    expect(Math.max(...all.x.data.filter((_: number, i: number) => i % 2 === 1))).toBe(6);
    const some = await read({ users: 1000, items: 1000, ratings: 20_000 });
    const users = some.x.data.filter((_: number, i: number) => i % 2 === 0);
    // Uniform: 20 of each on average, of which fewer than 3 or more than 45 are most unlikely.
    const counts = new Float64Array(1000);
    for (const user of users) counts[user]! += 1;
    expect(Math.min(...counts)).toBeGreaterThan(2);
    expect(Math.max(...counts)).toBeLessThan(46);
  });

  it('has the mean and deviations that it says', async () => {
    const moments = async (options: Options) => {
      const { y } = await read({ users: 2000, items: 2000, ratings: 100_000, ...options });
      const data = Array.from(y.data);
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      const square = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
      return { mean, deviation: Math.sqrt(square) };
    };
    const noisy = await moments({ noise: 2 });
    expect(noisy.mean).toBeCloseTo(3, 1);
    expect(noisy.deviation).toBeCloseTo(Math.sqrt(5), 1);
    for (const factors of [1, 4, 16]) {
      expect((await moments({ noise: 0, factors })).deviation).toBeCloseTo(1, 1);
    }
  });

  it('without noise is a matrix of rank `factors`, plus 3', async () => {
    const [users, items] = [5, 6];
    const { x, y } = await read({ users, items, ratings: 30, factors: 2, noise: 0 });
    const matrix = Array.from({ length: users }, () => new Array<number>(items).fill(0));
    for (let row = 0; row < 30; row++) matrix[x.data[2 * row]!]![x.data[2 * row + 1]!] = y.data[row]! - 3;
    const minor = (order: number) =>
      determinant(matrix.slice(0, order).map((values) => values.slice(0, order)));
    expect(Math.abs(minor(2))).toBeGreaterThan(1e-3);
    expect(Math.abs(minor(3))).toBeLessThan(1e-6);
  });

  it("depends on its seed, or else on the experiment's", async () => {
    const first = async (options: Options, seed: number) => Array.from((await read(options, seed)).y.data);
    expect(await first({ seed: 4 }, 1)).toEqual(await first({ seed: 4 }, 2));
    expect(await first({}, 4)).toEqual(await first({ seed: 4 }, 0));
    expect(await first({}, 5)).not.toEqual(await first({}, 4));
  });

  it('refuses what cannot be, before allocating it', async () => {
    const refuse = async (options: Options) =>
      (await problemOf(() => source('synthetic_ratings', options).describe())).problems[0]!;
    expect(await refuse({ users: 5, items: 5, ratings: 26 })).toMatchObject({
      key: 'data.dataset.synthetic_ratings.ratings',
      message: 'is 26, expected at most the 25 pairs of 5 users and 5 items',
    });
    expect((await refuse({ users: 1e6, items: 1e6 })).message).toContain('expected less than 2^32');
    expect((await refuse({ users: 2 ** 31 - 1, items: 1, factors: 1e5 })).message).toContain('of memory');
  });
});

function determinant(m: readonly (readonly number[])[]): number {
  if (m.length === 1) return m[0]![0]!;
  return m[0]!.reduce((sum, value, column) => {
    const rest = m.slice(1).map((row) => row.filter((_, i) => i !== column));
    return sum + (column % 2 ? -1 : 1) * value * determinant(rest);
  }, 0);
}
