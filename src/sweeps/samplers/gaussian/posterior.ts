import { factor, solveLower, solveUpper } from './cholesky.js';
import { distance, inverseSquares, type Kernel, matern, maternSlope, type Points } from './matern.js';

export interface Prediction {
  readonly mean: number;
  /** Standard deviation of the function there, above 0. */
  readonly deviation: number;
}

export interface Slope extends Prediction {
  /** By axis; 0 for those without an order. */
  readonly ofMean: readonly number[];
  readonly ofDeviation: readonly number[];
}

/** What is known of a function at other points, from targets at some. */
export interface Posterior {
  at(point: ArrayLike<number>): Prediction;
  slopeAt(point: ArrayLike<number>): Slope;
}

const LEAST_VARIANCE = 1e-12;

/** Algorithm 2.1 of Rasmussen and Williams, "Gaussian processes for machine learning", 2006. */
export function posterior(points: Points, targets: Float64Array, kernel: Kernel): Posterior {
  const { count: n, ordered, rows } = points;
  const axes = ordered.length;
  const { variance } = kernel;
  const scales = inverseSquares(kernel);
  const covariance = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      covariance[i * n + j] = variance * matern(Math.sqrt(distance(points, i, rows, j * axes, scales)));
    }
  }
  const l = factorWith(covariance, n, variance, kernel.noise);
  const alpha = solveUpper(l, n, solveLower(l, n, targets.slice()));
  const ofMean = (between: Float64Array) => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += between[i]! * alpha[i]!;
    return mean;
  };
  const deviationOf = (solved: Float64Array) => {
    let left = variance;
    for (let i = 0; i < n; i++) left -= solved[i]! ** 2;
    return Math.sqrt(Math.max(left, LEAST_VARIANCE));
  };
  return {
    at(point) {
      const between = new Float64Array(n);
      for (let i = 0; i < n; i++)
        between[i] = variance * matern(Math.sqrt(distance(points, i, point, 0, scales)));
      const mean = ofMean(between);
      return { mean, deviation: deviationOf(solveLower(l, n, between)) };
    },
    slopeAt(point) {
      const [between, slopes] = [new Float64Array(n), new Float64Array(n)];
      for (let i = 0; i < n; i++) {
        const r = Math.sqrt(distance(points, i, point, 0, scales));
        between[i] = variance * matern(r);
        slopes[i] = variance * maternSlope(r);
      }
      const mean = ofMean(between);
      const solved = solveLower(l, n, between);
      const deviation = deviationOf(solved);
      const weights = solveUpper(l, n, solved);
      const along = (factors: Float64Array) =>
        ordered.map((isOrdered, k) => {
          if (!isOrdered) return 0;
          let sum = 0;
          for (let i = 0; i < n; i++) sum -= factors[i]! * slopes[i]! * (point[k]! - rows[i * axes + k]!);
          return sum * scales[k]!;
        });
      return {
        mean,
        deviation,
        ofMean: along(alpha),
        ofDeviation: along(weights).map((one) => -one / deviation),
      };
    },
  };
}

/** More noise than the kernel has where rounding asks for it. */
function factorWith(covariance: Float64Array, n: number, variance: number, noise: number): Float64Array {
  for (let more = noise; ; more = Math.max(more * 10, 1e-10)) {
    for (let i = 0; i < n; i++) covariance[i * n + i] = variance + more;
    const found = factor(covariance, n);
    if (found) return found;
  }
}
