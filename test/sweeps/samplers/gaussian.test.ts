import { describe, expect, test } from 'vitest';
import { factor, inverse, solveLower, solveUpper } from '../../../src/sweeps/samplers/gaussian/cholesky.js';
import { logImprovement } from '../../../src/sweeps/samplers/gaussian/expected-improvement.js';
import { negativeLogPosterior } from '../../../src/sweeps/samplers/gaussian/fit.js';
import type { Points } from '../../../src/sweeps/samplers/gaussian/matern.js';
import { minimize } from '../../../src/sweeps/samplers/gaussian/minimize.js';
import { posterior } from '../../../src/sweeps/samplers/gaussian/posterior.js';
import { scalarized, targetsOf } from '../../../src/sweeps/samplers/gaussian/targets.js';
import { peers } from '../support.js';

const close = (values: readonly number[], digits = 8) => values.map((value) => expect.closeTo(value, digits));

const { process, improvement } = peers();
const points: Points = {
  rows: Float64Array.from(process.x.flat()),
  count: process.x.length,
  ordered: [true, true, true],
};
const targets = Float64Array.from(process.y);
const { lengths, variance, noise } = process;

describe('a Gaussian process', () => {
  test('predicts what that of scikit-learn predicts', () => {
    const known = posterior(points, targets, { lengths, variance, noise });
    const found = (process.at as number[][]).map((place) => known.at(place));
    expect(found.map(({ mean }) => mean)).toEqual(close(process.mean));
    expect(found.map(({ deviation }) => deviation)).toEqual(close(process.deviation));
  });

  test('knows its own slope', () => {
    const known = posterior(points, targets, { lengths, variance, noise });
    const step = 1e-6;
    for (const place of process.at as number[][]) {
      const { mean, deviation, ofMean, ofDeviation } = known.slopeAt(place);
      expect([mean, deviation]).toEqual(Object.values(known.at(place)).map((one) => expect.closeTo(one, 12)));
      for (const k of place.keys()) {
        const [before, after] = [-step, step].map((by) =>
          known.at(place.map((one, i) => (i === k ? one + by : one))),
        ) as [typeof found, typeof found];
        const found = known.at(place);
        expect(ofMean[k]).toBeCloseTo((after.mean - before.mean) / (2 * step), 5);
        expect(ofDeviation[k]).toBeCloseTo((after.deviation - before.deviation) / (2 * step), 5);
      }
    }
  });

  test('is as likely as scikit-learn says, the expectations for lengths apart', () => {
    const f = negativeLogPosterior(points, targets);
    const logs = [...lengths, variance, noise].map(Math.log);
    const prior = (at: number, middle: number, deviation: number) => {
      const z = (logs[at]! - middle) / deviation;
      return { value: (z * z) / 2, gradient: z / deviation };
    };
    const usual = Math.SQRT2 + Math.log(3) / 2;
    const priors = [
      ...[0, 1, 2].map((at) => prior(at, usual, Math.sqrt(3))),
      prior(3, 0, 2),
      prior(4, Math.log(1e-4), 3),
    ];
    const { value, gradient } = f(logs);
    const constant = (14 / 2) * Math.log(2 * Math.PI);
    const likelihood = -(value - priors.reduce((sum, one) => sum + one.value, 0)) - constant;
    expect(likelihood).toBeCloseTo(process.logLikelihood, 6);
    const [ofVariance, ...rest] = process.gradient;
    const theirs = [...rest.slice(0, 3), ofVariance, rest[3]];
    expect(gradient.map((one, i) => priors[i]!.gradient - one)).toEqual(close(theirs, 6));
  });

  test('stands the same point twice', () => {
    const twice: Points = { rows: Float64Array.of(0.5, 0.5, 0.2), count: 3, ordered: [true] };
    const known = posterior(twice, Float64Array.of(1, 1, -1), { lengths: [0.5], variance: 1, noise: 0 });
    expect(known.at([0.5]).mean).toBeCloseTo(1, 3);
  });
});

test('Cholesky: the factor gives the matrix back, and solves', () => {
  const [n, a] = [3, Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6)];
  const l = factor(a, n)!;
  const product = Array.from({ length: 9 }, (_, at) =>
    [0, 1, 2].reduce((sum, k) => sum + l[Math.floor(at / 3) * 3 + k]! * l[(at % 3) * 3 + k]!, 0),
  );
  expect(product).toEqual(close([...a]));
  const x = solveUpper(l, n, solveLower(l, n, Float64Array.of(1, 2, 3)));
  const back = [0, 1, 2].map((i) => [0, 1, 2].reduce((sum, k) => sum + a[i * 3 + k]! * x[k]!, 0));
  expect(back).toEqual(close([1, 2, 3]));
  const unit = [0, 1, 2].map((i) =>
    [0, 1, 2].reduce((sum, k) => sum + a[i * 3 + k]! * inverse(l, n)[k * 3]!, 0),
  );
  expect(unit).toEqual(close([1, 0, 0]));
  expect(factor(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
});

test('the logarithm of the expected improvement is that of an integral, far into the tail', () => {
  for (const [z, value] of improvement as [number, number][]) {
    expect(logImprovement(z).value / value).toBeCloseTo(1, 6);
    const step = 1e-5 * Math.max(1, Math.abs(z));
    const slope = (logImprovement(z + step).value - logImprovement(z - step).value) / (2 * step);
    expect(logImprovement(z).slope / slope).toBeCloseTo(1, 4);
  }
});

describe('a minimum', () => {
  const rosenbrock = ([a, b]: readonly number[]) => ({
    value: (1 - a!) ** 2 + 100 * (b! - a! * a!) ** 2,
    gradient: [-2 * (1 - a!) - 400 * a! * (b! - a! * a!), 200 * (b! - a! * a!)],
  });

  test('is found along a bent valley', () => {
    const { x } = minimize(rosenbrock, [-1.2, 1], { low: [-5, -5], high: [5, 5] }, 100);
    expect(x).toEqual(close([1, 1], 3));
  });

  test('is found at a bound', () => {
    const { x } = minimize(rosenbrock, [-1.2, 1], { low: [-5, -5], high: [0.5, 5] }, 100);
    expect(x).toEqual(close([0.5, 0.25], 3));
  });
});

describe('losses as targets', () => {
  test('keep their order, and one that is far off does not flatten the rest', () => {
    const found = targetsOf([1, 2, 3, 4, 1e12]);
    expect([...found]).toEqual([...found].sort((a, b) => a - b));
    expect(found[1]! - found[0]!).toBeGreaterThan(0.04);
    expect([...found].reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 9);
    expect([...targetsOf([2, 2, 2])]).toEqual([0, 0, 0]);
  });

  test('of several are one, each in its own range', () => {
    const all = [
      [0, 1000],
      [1, 0],
      [0.5, 500],
    ];
    expect(scalarized(all, [1, 0])).toEqual(close([0, 1.05, 0.525]));
    expect(scalarized(all, [0.5, 0.5])).toEqual(close([0.525, 0.525, 0.275]));
  });
});
