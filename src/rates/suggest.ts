import type { Course } from './smooth.js';

/** Learning rates to begin with. */
export interface Suggestions {
  /** Where the loss falls fastest. */
  readonly steepest: number;
  /** A tenth of the rate at which the loss is least: the most that is likely to go well. */
  readonly minimum_tenth: number;
}

/** The first steps have no average yet, the last ones are on their way up: neither says anything. */
const [SKIP_FIRST, SKIP_LAST] = [0.1, 5];
/** So much of the first loss has to be gone at the least: less is noise. */
const LEAST_FALL = 0.01;

/**
 * What fastai's finder suggests as `steep` and `minimum`, after Smith (2017). Undefined where the loss does not fall.
 *
 * @param steps that were asked for; fewer were made where the loss diverged.
 */
export function suggest({ tried }: Course, steps: number): Suggestions | undefined {
  const points = tried.slice(Math.floor(SKIP_FIRST * steps), -SKIP_LAST);
  const [first] = points;
  if (!first || points.length < 2) return undefined;
  const least = points.reduce((a, b) => (b.smoothed < a.smoothed ? b : a));
  if (first.smoothed - least.smoothed <= LEAST_FALL * Math.abs(first.smoothed)) return undefined;
  const slopes = points.slice(1).map(({ rate, smoothed }, i) => {
    const before = points[i]!;
    return { rate: before.rate, slope: (smoothed - before.smoothed) / Math.log(rate / before.rate) };
  });
  const steepest = slopes.reduce((a, b) => (b.slope < a.slope ? b : a));
  return { steepest: steepest.rate, minimum_tenth: least.rate / 10 };
}
