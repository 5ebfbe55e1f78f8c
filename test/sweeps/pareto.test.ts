import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crowding, dominates, fronts, ranked } from '../../src/sweeps/pareto.js';
import { peers } from './support.js';

const points = fc.integer({ min: 1, max: 4 }).chain((count) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: count, maxLength: count }), {
    maxLength: 40,
  }),
);

/** By what the words say: what nothing that is left dominates, again and again. */
function peeled(all: readonly (readonly number[])[]): number[][] {
  const found: number[][] = [];
  let left = all.map((_, i) => i);
  while (left.length > 0) {
    const front = left.filter((i) => !left.some((other) => dominates(all[other]!, all[i]!)));
    found.push(front);
    left = left.filter((i) => !front.includes(i));
  }
  return found;
}

describe('fronts', () => {
  test('are those of the definition', () => {
    fc.assert(
      fc.property(points, (all) => {
        expect(fronts(all)).toEqual(peeled(all));
      }),
    );
  });

  test('are those of Optuna', () => {
    for (const { points, rank } of peers().ranks as { points: number[][]; rank: number[] }[]) {
      const found = points.map((_, i) => fronts(points).findIndex((front) => front.includes(i)));
      expect(found).toEqual(rank);
    }
  });
});

describe('the order of all points', () => {
  test('has each once, and none before one that dominates it', () => {
    fc.assert(
      fc.property(points, (all) => {
        const order = ranked(all);
        expect([...order].sort((a, b) => a - b)).toEqual(all.map((_, i) => i));
        for (const [at, i] of order.entries()) {
          expect(order.slice(at + 1).some((later) => dominates(all[later]!, all[i]!))).toBe(false);
        }
      }),
    );
  });

  test('is that of the numbers where there is one each, also where it is infinite', () => {
    expect(ranked([[3], [1], [Infinity], [1]])).toEqual([1, 3, 0, 2]);
    expect(ranked([])).toEqual([]);
  });

  test('takes the ends of a front first, then what is lonely', () => {
    const front = [
      [0, 10],
      [1, 8],
      [2, 7],
      [9, 1],
      [10, 0],
    ];
    expect(crowding(front)).toEqual([Infinity, 0.5, 1.5, 1.5, Infinity].map((one) => expect.closeTo(one, 9)));
    expect(ranked([...front, [11, 11]])).toEqual([0, 4, 2, 3, 1, 5]);
  });
});
