import type { Expectation } from '../experiment/index.js';
import { tQuantile } from '../statistics.js';
import type { Spread } from './baseline.js';

/** How much worse than the baseline's mean a value may be. */
export interface Allowed {
  /** In units of the metric; not negative. */
  readonly amount: number;
  /** Where that comes from: `2 %`, `3 deviations`. */
  readonly words: string;
}

/** Without a tolerance in the file: so many deviations of the baseline. */
const DEVIATIONS = 3;

/**
 * A run that is as good as those of the baseline stays within the default tolerance with this probability, if the metric
 * is normally distributed over seeds.
 */
export const CONFIDENCE = 0.975;

/** Of the mean, where the baseline has one seed and therefore no deviation. */
const RELATIVE_OF_ONE = 0.05;

/** Deviations never come to less: seeds may agree, as where all rows are right, and a last digit says nothing. */
const FLOOR = { relative: 0.001, absolute: 1e-6 } as const;

/**
 * What `expect` allows, or else the default: three deviations of the baseline, or where it has few seeds, as far as a
 * run that is no worse comes 39 times in 40 (Student's t prediction interval, one-sided: t s sqrt(1/m + 1/n) for the
 * mean of m new runs, where n old ones have the deviation s).
 *
 * @param runs how many runs the value is the mean of.
 */
export function allowedBy(
  tolerance: Expectation['tolerance'],
  { mean, deviation, count }: Spread,
  runs: number,
): Allowed {
  const size = Math.abs(mean);
  const { absolute, relative, deviations } =
    typeof tolerance === 'number' ? { absolute: tolerance } : (tolerance ?? {});
  if (absolute !== undefined) return { amount: absolute, words: `${absolute}` };
  if (relative !== undefined) return { amount: relative * size, words: percent(relative) };
  const floor = { amount: Math.max(FLOOR.absolute, FLOOR.relative * size), words: percent(FLOOR.relative) };
  if (deviation === null) {
    const words = `${percent(RELATIVE_OF_ONE)}, for a baseline of one seed`;
    return larger({ amount: RELATIVE_OF_ONE * size, words }, floor);
  }
  const times = (factor: number, why = ''): Allowed => ({
    amount: factor * deviation,
    words: `${Number(factor.toPrecision(3))} deviations${why}`,
  });
  if (deviations !== undefined) return larger(times(deviations), floor);
  const student = tQuantile(CONFIDENCE, count - 1) * Math.sqrt(1 / runs + 1 / count);
  const plain = DEVIATIONS / Math.sqrt(runs);
  const widest = student > plain ? times(student, `, for a baseline of ${count} seeds`) : times(plain);
  return larger(widest, floor);
}

const larger = (a: Allowed, b: Allowed) => (a.amount >= b.amount ? a : b);
const percent = (fraction: number) => `${Number((100 * fraction).toPrecision(6))} %`;
