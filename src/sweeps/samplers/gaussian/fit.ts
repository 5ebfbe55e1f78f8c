import { factor, inverse, solveLower, solveUpper } from './cholesky.js';
import { apart, type Kernel, matern, maternSlope, type Points } from './matern.js';
import { type Bounds, minimize, type Smooth } from './minimize.js';

/** Points by which starts are told apart, and all that are looked at. */
const FEW = 40;
const MANY = 150;
/** Steps with few points, and with many. */
const FIRST = 25;
const SECOND = 10;
/** Lengths from which the search for the likeliest begins. */
const STARTS = [0.3, 1];
const NOISE = 1e-3;
/** Standard deviation of the logarithms of lengths that are expected, before anything is seen. */
const SPREAD = Math.sqrt(3);

/**
 * The kernel under which the targets are likeliest (their mean is 0, their variance 1), a little drawn to lengths that
 * grow with the root of the number of axes (C. Hvarfner et al., "Vanilla Bayesian optimization performs great in high
 * dimensions", ICML 2024), so that few points are not explained by a function that is all noise or all detail.
 */
export function fitKernel(points: Points, targets: Float64Array): Kernel {
  const axes = points.ordered.length;
  const bounds: Bounds = {
    low: [...points.ordered.map(() => Math.log(0.02)), Math.log(0.05), Math.log(1e-6)],
    high: [...points.ordered.map(() => Math.log(50)), Math.log(100), Math.log(1)],
  };
  const few = negativeLogPosterior(...some(points, targets, FEW));
  const ends = STARTS.map((length) => {
    const start = [...points.ordered.map(() => Math.log(length * Math.sqrt(axes))), 0, Math.log(NOISE)];
    return minimize(few, start, bounds, FIRST);
  });
  const best = ends.reduce((a, b) => (b.value < a.value ? b : a));
  if (points.count <= FEW) return kernelOf(best.x);
  return kernelOf(minimize(negativeLogPosterior(...some(points, targets, MANY)), best.x, bounds, SECOND).x);
}

/** As many of the points as are wanted, from the first to the last in equal steps. */
function some(points: Points, targets: Float64Array, most: number): [Points, Float64Array] {
  if (points.count <= most) return [points, targets];
  const { rows, count, ordered } = points;
  const chosen = Array.from({ length: most }, (_, i) => Math.floor((i * count) / most));
  const axes = ordered.length;
  const part = chosen.flatMap((i) => [...rows.subarray(i * axes, (i + 1) * axes)]);
  return [
    { rows: Float64Array.from(part), count: most, ordered },
    Float64Array.from(chosen, (i) => targets[i]!),
  ];
}

/** From the logarithms of lengths, variance and noise. */
function kernelOf(logs: readonly number[]): Kernel {
  const values = logs.map(Math.exp);
  return { lengths: values.slice(0, -2), variance: values.at(-2)!, noise: values.at(-1)! };
}

/** Of the logarithms of lengths, variance and noise: (5.8) and (5.9) of Rasmussen and Williams, 2006, and the priors. */
export function negativeLogPosterior(points: Points, targets: Float64Array): Smooth {
  const { count: n, ordered, rows } = points;
  const axes = ordered.length;
  const squares = ordered.map((isOrdered, k) => {
    const all = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) all[i * n + j] = apart(isOrdered, rows[i * axes + k]!, rows[j * axes + k]!);
    }
    return all;
  });
  const usual = Math.SQRT2 + Math.log(axes) / 2;
  return (logs) => {
    const { lengths, variance, noise } = kernelOf(logs);
    const scales = lengths.map((length) => 1 / length ** 2);
    const [covariance, slopes] = [new Float64Array(n * n), new Float64Array(n * n)];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        let sum = 0;
        for (let k = 0; k < axes; k++) sum += scales[k]! * squares[k]![i * n + j]!;
        const r = Math.sqrt(sum);
        covariance[i * n + j] = variance * matern(r);
        slopes[i * n + j] = variance * maternSlope(r);
      }
      covariance[i * n + i] = variance + noise;
    }
    const l = factor(covariance, n);
    if (!l) return { value: Infinity, gradient: logs.map(() => 0) };
    const alpha = solveUpper(l, n, solveLower(l, n, targets.slice()));
    let value = 0;
    for (let i = 0; i < n; i++) value += 0.5 * targets[i]! * alpha[i]! + Math.log(l[i * n + i]!);
    const inverted = inverse(l, n);
    const gradient = logs.map(() => 0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const at = i * n + j;
        // Both halves of the symmetric matrix at once, times the 1/2 of the formula.
        const weight = (alpha[i]! * alpha[j]! - inverted[at]!) * (i === j ? 0.5 : 1);
        for (let k = 0; k < axes; k++) gradient[k]! -= weight * slopes[at]! * squares[k]![at]! * scales[k]!;
        gradient[axes]! -= weight * (i === j ? variance : covariance[at]!);
        if (i === j) gradient[axes + 1]! -= weight * noise;
      }
    }
    const prior = (at: number, middle: number, deviation: number) => {
      const z = (logs[at]! - middle) / deviation;
      value += (z * z) / 2;
      gradient[at]! += z / deviation;
    };
    for (let k = 0; k < axes; k++) prior(k, usual, SPREAD);
    prior(axes, 0, 2);
    prior(axes + 1, Math.log(1e-4), 3);
    return { value, gradient };
  };
}
