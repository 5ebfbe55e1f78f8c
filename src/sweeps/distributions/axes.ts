import type { Axis } from './distribution.js';

/** A distribution of numbers, by the inverse of its integral and the integral. */
export interface Law {
  readonly quantile: (p: number) => number;
  readonly cdf: (x: number) => number;
}

/** Every number of a law. */
export function continuous({ quantile, cdf }: Law): Axis {
  return {
    ordered: true,
    count: Infinity,
    at: (place) => quantile(place),
    cell(value) {
      if (typeof value !== 'number') return undefined;
      const place = cdf(value);
      return place >= 0 && place <= 1 ? [place, place] : undefined;
    },
    values() {
      throw new RangeError('a continuous distribution has no list of values');
    },
  };
}

/** Significant digits of a multiple: 3 * 0.1 is 0.3. */
const DIGITS = 12;

/** The multiples of `q` between two numbers, each as likely as what rounds to it. The bounds may be infinite. */
export function multiples({ quantile, cdf }: Law, q: number, min: number, max: number): Axis {
  const first = Math.ceil(min / q - 1e-9);
  const last = Math.floor(max / q + 1e-9);
  const multiple = (k: number) => Number((k * q).toPrecision(DIGITS));
  const clamp = (k: number) => Math.min(last, Math.max(first, k));
  const low = (k: number) => (k === first ? 0 : cdf((k - 0.5) * q));
  const high = (k: number) => (k === last ? 1 : cdf((k + 0.5) * q));
  return {
    ordered: true,
    count: last - first + 1,
    at: (place) => multiple(clamp(Math.round(quantile(place) / q))),
    cell(value) {
      if (typeof value !== 'number') return undefined;
      const k = Math.round(value / q);
      if (k < first || k > last || multiple(k) !== Number(value.toPrecision(DIGITS))) return undefined;
      return [low(k), high(k)];
    },
    values: () => Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i)),
  };
}

/** Values that are not numbers on a line, with a probability each (not all zero). */
export function items(values: readonly unknown[], weights: readonly number[]): Axis {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const ends: number[] = [];
  for (const weight of weights) ends.push((ends.at(-1) ?? 0) + weight / total);
  // The sum of the parts may miss 1 by a rounding.
  const last = weights.findLastIndex((weight) => weight > 0);
  for (let i = last; i < ends.length; i++) ends[i] = 1;
  const keys = values.map((value) => JSON.stringify(value));
  return {
    ordered: false,
    count: weights.filter((weight) => weight > 0).length,
    at: (place) => values[Math.min(last, Math.max(0, ends.findIndex((end) => place < end) >>> 0))],
    cell(value) {
      const i = keys.indexOf(JSON.stringify(value));
      return i < 0 || weights[i] === 0 ? undefined : [ends[i - 1] ?? 0, ends[i]!];
    },
    values: () => values.filter((_, i) => weights[i]! > 0),
  };
}
