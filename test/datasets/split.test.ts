import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/datasets/allocate.js';
import { deal, dealStratified, fractionOf } from '../../src/datasets/split.js';
import { Stream } from '../../src/random.js';
import { ints, oracle } from './support.js';

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('allocate', () => {
  const cases = fc.record({
    counts: fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 })
      .filter((c) => total(c) > 0),
    cuts: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  });

  it('fills parts and classes exactly, each within one row of its proportion', () => {
    fc.assert(
      fc.property(cases, ({ counts, cuts }) => {
        const rows = total(counts);
        const first = Math.round(cuts[0] * rows);
        const second = Math.round(cuts[1] * (rows - first));
        const sizes = [rows - first - second, first, second];
        const shares = allocate(counts, sizes);
        expect(shares.map(total)).toEqual(sizes);
        counts.forEach((count, c) => {
          expect(total(shares.map((part) => part[c]!))).toBe(count);
          shares.forEach((part, p) => {
            expect(part[c]).toBeGreaterThanOrEqual(0);
            expect(Math.abs(part[c]! - (count * sizes[p]!) / rows)).toBeLessThanOrEqual(1);
          });
        });
      }),
      { numRuns: 2000 },
    );
  });

  it.each(oracle.splits.map((split, i) => ({ i, ...split })))(
    'shares out as train_test_split does, up to its random ties: $i',
    ({ labels, test, trainCounts, testCounts }) => {
      const held = fractionOf(labels.length, test);
      expect(held).toBe(total(testCounts));
      const counts = trainCounts.map((count, c) => count + testCounts[c]!);
      const [train, tested] = allocate(counts, [labels.length - held, held]) as [number[], number[]];
      // Rounded the same way: as many rows short of, and over, the exact shares.
      const misses = (part: number[], size: number) =>
        part.reduce((sum, share, c) => sum + Math.abs(share - (counts[c]! * size) / labels.length), 0);
      expect(misses(tested, held)).toBeCloseTo(misses(testCounts, held), 9);
      expect(misses(train, labels.length - held)).toBeCloseTo(misses(trainCounts, labels.length - held), 9);
    },
  );
});

describe('fractionOf', () => {
  it('rounds up, but not for the sake of a binary fraction', () => {
    expect([
      fractionOf(100, 0.07),
      fractionOf(150, 0.15),
      fractionOf(1200, 0.2),
      fractionOf(10, 0.01),
    ]).toEqual([7, 23, 240, 1]);
  });
});

describe('deal', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 3 });

  it('gives every row to one part, in ascending order', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (given, seed) => {
        const rows = total(given);
        const labels = ints(
          [rows],
          Array.from({ length: rows }, (_, row) => row % 3),
        );
        for (const parts of [
          deal(rows, given, new Stream(seed, 'split')),
          ...(rows > 0 ? [dealStratified(labels, given, new Stream(seed, 'split'))] : []),
        ]) {
          expect(parts.map((part) => part.length)).toEqual(given);
          for (const part of parts) expect([...part]).toEqual([...part].sort((a, b) => a - b));
          expect(parts.flatMap((part) => [...part]).sort((a, b) => a - b)).toEqual(
            Array.from({ length: rows }, (_, i) => i),
          );
        }
      }),
    );
  });

  it('is another one for another seed, and fair', () => {
    const hits = new Float64Array(20);
    for (let seed = 0; seed < 2000; seed++) {
      for (const row of deal(20, [15, 5], new Stream(seed, 'split'))[1]!) hits[row]!++;
    }
    for (const count of hits) expect(Math.abs(count - 500)).toBeLessThan(100);
  });
});
