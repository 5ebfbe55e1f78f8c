import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distributions } from '../../src/sweeps/distributions/index.js';
import { normalCdf, normalQuantile } from '../../src/sweeps/normal.js';

interface Numbers {
  readonly normal: { readonly quantile: [number, number][]; readonly cdf: [number, number][] };
  readonly laws: readonly { name: string; options: object; quantiles: [number, number][] }[];
}
const scipy = JSON.parse(readFileSync(join(import.meta.dirname, 'scipy.json'), 'utf8')) as Numbers;

const axisOf = (name: string, options: object) =>
  distributions.find((one) => one.name === name)!.axis(options as never);

const near = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(wanted), 1e-300));

describe('numbers of scipy', () => {
  test.each(scipy.normal.quantile)('normal quantile of %d', (p, x) => {
    expect(Math.abs(normalQuantile(p) - x)).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
  });
  test.each(scipy.normal.cdf)('normal cdf at %d', (x, p) => near(normalCdf(x), p));
  test.each(scipy.laws.map((law) => [law.name, law] as const))('%s', (name, { options, quantiles }) => {
    const axis = axisOf(name, options);
    for (const [p, x] of quantiles) {
      expect(Math.abs((axis.at(p) as number) - x)).toBeLessThan(1e-9 * Math.max(1, Math.abs(x)));
      expect(axis.cell(x)![0]).toBeCloseTo(p, 9);
    }
  });
});

/** Options for each kind; one without a case fails. */
const CASES: { readonly [name: string]: object } = {
  categorical: { values: ['a', null, 3, [1, 2], { x: 1 }], probabilities: [1, 0, 3, 2, 0.5] },
  constant: { value: { adam: {} } },
  int_uniform: { min: -3, max: 12 },
  log_normal: { mu: 0, sigma: 1 },
  log_normal_values: { mu: 0.01, sigma: 3 },
  log_uniform_values: { min: 1e-5, max: 10 },
  normal: { mu: 0, sigma: 2 },
  q_log_uniform_values: { min: 8, max: 512, q: 8 },
  q_normal: { mu: 0, sigma: 2, q: 0.5 },
  q_uniform: { min: 0.05, max: 0.95, q: 0.1 },
  uniform: { min: -1, max: 1 },
};

describe('every distribution', () => {
  test.each(distributions.map((one) => [one.name, one] as const))('%s', (name, distribution) => {
    const options = CASES[name]!;
    expect(distribution.problem?.(options as never)).toBeUndefined();
    const axis = distribution.axis(options as never);
    // A place gives a value, and that value's part of the interval holds the place.
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (place) => {
        const value = axis.at(place);
        const [low, high] = axis.cell(value)!;
        expect(low).toBeLessThanOrEqual(place + 1e-9);
        expect(high).toBeGreaterThanOrEqual(place - 1e-9);
        expect(axis.at(Math.min(1 - 1e-12, (low + high) / 2))).toEqual(
          axis.count === Infinity ? expect.closeTo(value as number, 6) : value,
        );
      }),
    );
    if (axis.count < Infinity) {
      const values = axis.values();
      expect(values).toHaveLength(axis.count);
      // The parts of all values are the interval.
      const cells = values.map((value) => axis.cell(value)!);
      expect(cells.reduce((sum, [low, high]) => sum + high - low, 0)).toBeCloseTo(1, 9);
      for (const value of values) expect(axis.at(axis.cell(value)![0] + 1e-9)).toEqual(value);
    }
    expect(axis.cell('no such value')).toBeUndefined();
  });

  test('what lies outside has no place', () => {
    expect(axisOf('uniform', { min: 0, max: 1 }).cell(1.5)).toBeUndefined();
    expect(axisOf('log_uniform_values', { min: 1, max: 2 }).cell(-1)).toBeUndefined();
    expect(axisOf('int_uniform', { min: 0, max: 5 }).cell(2.5)).toBeUndefined();
    expect(axisOf('q_uniform', { min: 0, max: 1, q: 0.25 }).values()).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(axisOf('categorical', CASES.categorical!).cell(null)).toBeUndefined();
  });

  test('options that make no sense are told', () => {
    const problem = (name: string, options: object) =>
      distributions.find((one) => one.name === name)!.problem!(options as never);
    expect(problem('uniform', { min: 2, max: 1 })).toMatch(/found min 2 above max 1/);
    expect(problem('log_uniform_values', { min: 0, max: 1 })).toMatch(/found min 0, expected a number above/);
    expect(problem('q_uniform', { min: 0.1, max: 0.2, q: 0.5 })).toMatch(/no multiple of q 0.5/);
    expect(problem('categorical', { values: [1, 2], probabilities: [1] })).toMatch(/found 1 probabilities/);
    expect(problem('categorical', { values: [1], probabilities: [0] })).toMatch(/only probabilities of 0/);
  });
});
