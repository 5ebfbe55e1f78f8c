import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadOf } from '../../src/check/baseline.js';
import { judgeRuns } from '../../src/check/gates.js';
import { allowedBy, CONFIDENCE } from '../../src/check/tolerance.js';
import { normals } from './support.js';

const of = (mean: number, deviation: number | null, count = 5) => ({ mean, deviation, count });

describe('a tolerance', () => {
  test.each([
    ['absolute', 0.01, of(0.9, 0.1), 0.01, '0.01'],
    ['absolute, by name', { absolute: 0.01 }, of(0.9, 0.1), 0.01, '0.01'],
    ['relative', { relative: 0.02 }, of(-0.5, 0.1), 0.01, '2 %'],
    ['in deviations', { deviations: 2 }, of(0.9, 0.1), 0.2, '2 deviations'],
    ['of none at all', 0, of(0.9, 0.1), 0, '0'],
    // Student's t at 0.975 from scipy.stats.t.ppf, times sqrt(1 + 1/n).
    [
      'by default, of 3 seeds',
      undefined,
      of(0.9, 0.1, 3),
      0.430265272991 * Math.sqrt(4 / 3),
      '4.97 deviations, for a baseline of 3 seeds',
    ],
    [
      'by default, of 5 seeds',
      undefined,
      of(0.9, 0.1, 5),
      0.27764451052 * Math.sqrt(6 / 5),
      '3.04 deviations, for a baseline of 5 seeds',
    ],
    ['by default, of 10 seeds', undefined, of(0.9, 0.1, 10), 0.3, '3 deviations'],
    ['by default, of one seed', undefined, of(0.9, null, 1), 0.045, '5 %, for a baseline of one seed'],
    [
      'in deviations, of one seed',
      { deviations: 9 },
      of(0.9, null, 1),
      0.045,
      '5 %, for a baseline of one seed',
    ],
    ['by default, of seeds that agree', undefined, of(0.9, 0), 0.0009, '0.1 %'],
    ['by default, of zeros', undefined, of(0, 0), 1e-6, '0.1 %'],
  ] as const)('%s', (_what, tolerance, baseline, amount, words) => {
    const allowed = allowedBy(tolerance, baseline, 1);
    expect(allowed.amount).toBeCloseTo(amount, 10);
    expect(allowed.words).toBe(words);
  });

  test('of a mean of several runs is narrower, and never of more seeds wider', () => {
    const deviation = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(deviation, fc.integer({ min: 2, max: 50 }), fc.integer({ min: 1, max: 20 }), (s, n, m) => {
        const amount = (count: number, runs: number) => allowedBy(undefined, of(1, s, count), runs).amount;
        expect(amount(n, m + 1)).toBeLessThanOrEqual(amount(n, m));
        expect(amount(n + 1, m)).toBeLessThanOrEqual(amount(n, m));
        expect(amount(n, m)).toBeGreaterThanOrEqual(0.001);
      }),
    );
  });
});

describe('over the seeds of a metric that is normally distributed', () => {
  /** How many of `runs` seeds fail against each of many baselines. */
  const failing = (seeds: number, shift: number, baselines = 300, runs = 20) => {
    const next = normals(seeds);
    let count = 0;
    for (let i = 0; i < baselines; i++) {
      const metrics = { 'test.accuracy': spreadOf(Array.from({ length: seeds }, () => 0.9 + 0.01 * next())) };
      for (let run = 0; run < runs; run++) {
        const value = 0.9 + 0.01 * (next() - shift);
        const [gate] = judgeRuns({}, { metrics }, [new Map([['test.accuracy', value]])]);
        if (gate!.verdict === 'worse') count++;
      }
    }
    return count / (baselines * runs);
  };

  test.each([3, 5, 10])('with a baseline of %i, another seed fails as rarely as documented', (seeds) => {
    const rate = failing(seeds, 0);
    // Runs against one baseline rise and fall together: the rate over 300 of them is known to about a fifth.
    expect(rate).toBeLessThan(1.25 * (1 - CONFIDENCE));
    if (seeds <= 5) expect(rate).toBeGreaterThan(0.75 * (1 - CONFIDENCE));
  });

  test('with a baseline of 5, a shift by 6 deviations fails', () => {
    // Of a baseline whose own deviation came out large by chance, some hide in it.
    expect(failing(5, 6)).toBeGreaterThan(0.97);
    const baseline = { 'test.accuracy': spreadOf([0.89, 0.9, 0.9, 0.905, 0.91]) };
    const { mean, deviation } = baseline['test.accuracy'];
    const next = normals(1);
    for (let i = 0; i < 100; i++) {
      const value = mean + deviation! * (next() - 6);
      const [gate] = judgeRuns({}, { metrics: baseline }, [new Map([['test.accuracy', value]])]);
      expect(gate!.verdict).toBe('worse');
    }
  });
});
