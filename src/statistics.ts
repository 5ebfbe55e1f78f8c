/*
 * What is said about a handful of values of one metric, one a seed. Values have to be finite: who has others leaves
 * them out, and says so.
 */

/** The arithmetic mean. Throws a RangeError where there is none: of no values. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values have no mean');
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The deviation of a sample: square root of the sum of squares over n - 1. Undefined for fewer than two values. */
export function deviation(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The interval that holds the true mean with a probability of `level`, if the values are drawn from a normal
 * distribution: mean ± t s / sqrt(n), with t of Student's distribution. Undefined for fewer than two values.
 */
export function interval(values: readonly number[], level = 0.95): Interval | undefined {
  const spread = deviation(values);
  if (spread === undefined) return undefined;
  const half = (tQuantile((1 + level) / 2, values.length - 1) * spread) / Math.sqrt(values.length);
  const middle = mean(values);
  return { low: middle - half, high: middle + half };
}

/**
 * The value that Student's t with `df` degrees of freedom does not exceed with probability `p`.
 *
 * With t = sqrt(df) tan(angle), the probability of |t| is a sum of df/2 terms (Abramowitz and Stegun, 26.7.3 and
 * 26.7.4) that grows with the angle: halving finds the angle to the last bit.
 *
 * @param p between 0 and 1, both excluded.
 * @param df a whole number from 1. Throws a RangeError for others.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`found the probability ${p}, expected one between 0 and 1`);
  if (!(Number.isSafeInteger(df) && df > 0)) {
    throw new RangeError(`found ${df} degrees of freedom, expected a whole number from 1`);
  }
  const within = Math.abs(2 * p - 1);
  let [low, high] = [0, Math.PI / 2];
  for (;;) {
    const angle = (low + high) / 2;
    if (angle === low || angle === high) return Math.sign(p - 0.5) * Math.sqrt(df) * Math.tan(angle);
    if (probabilityWithin(angle, df) < within) low = angle;
    else high = angle;
  }
}

/** P(|t| <= sqrt(df) tan(angle)) for Student's t. */
function probabilityWithin(angle: number, df: number): number {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = df % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = df === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < df; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
