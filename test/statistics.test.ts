import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviation, interval, mean, tQuantile } from '../src/statistics.js';

interface Fixture {
  /** By level: the quantile at (1 + level) / 2 for 1, 2, ... degrees of freedom. */
  readonly quantiles: { readonly [level: string]: readonly number[] };
  readonly samples: readonly {
    readonly values: readonly number[];
    readonly level: number;
    readonly mean: number;
    readonly deviation: number;
    readonly low: number;
    readonly high: number;
  }[];
}
const scipy: Fixture = JSON.parse(
  readFileSync(new URL('./fixtures/statistics.json', import.meta.url), 'utf8'),
);

const near = (found: number | undefined, expected: number, tolerance = 1e-11) =>
  expect(Math.abs(found! - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));

describe("Student's t", () => {
  test.each(Object.entries(scipy.quantiles))('at level %s is as scipy has it', (level, expected) => {
    expect(expected).toHaveLength(200);
    for (const [i, value] of expected.entries()) near(tQuantile((1 + Number(level)) / 2, i + 1), value);
  });

  test('is symmetric, grows with p, and has its middle at 0', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, probability, fc.integer({ min: 1, max: 300 }), (p, q, df) => {
        expect(tQuantile(0.5, df)).toBe(0);
        near(tQuantile(1 - p, df), -tQuantile(p, df), 1e-9);
        if (p < q) expect(tQuantile(p, df)).toBeLessThanOrEqual(tQuantile(q, df));
      }),
    );
  });

  test.each([
    [0, 3],
    [1, 3],
    [Number.NaN, 3],
    [0.9, 0],
    [0.9, 2.5],
    [0.9, Number.NaN],
  ])('at %d with %d degrees of freedom there is none', (p, df) => {
    expect(() => tQuantile(p, df)).toThrow(RangeError);
  });
});

describe('a sample', () => {
  test.each(scipy.samples)('$values at level $level is as scipy has it', (sample) => {
    near(mean(sample.values), sample.mean);
    near(deviation(sample.values), sample.deviation);
    const { low, high } = interval(sample.values, sample.level)!;
    near(low, sample.low);
    near(high, sample.high);
  });

  test('of one value has a mean and nothing else, of none not even that', () => {
    expect([mean([0.5]), deviation([0.5]), interval([0.5])]).toEqual([0.5, undefined, undefined]);
    expect(() => mean([])).toThrow('no values have no mean');
  });
});
