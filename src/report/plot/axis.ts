import { tickStep, ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';

/** Where values lie on an axis, from 0 to 1, and what is written beside it. */
export interface Axis {
  readonly log: boolean;
  at(value: number): number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** More is beyond what ranges of doubles can be divided by. */
const MOST = 1e300;
/** Less of a range than this, relative to its values, is rounding. */
const LEAST = 1e-12;

/**
 * The axis for finite values, at least one, with round numbers for ends and about `count` of them beside it.
 *
 * @param mayBeLog logarithmic where all values are positive and the greatest is more than a hundred times the least.
 */
export function axisFor(values: readonly number[], count: number, mayBeLog: boolean): Axis {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return mayBeLog && low > 1 / MOST && high > 100 * low
    ? logarithmic(low, Math.min(high, MOST), count)
    : linear(clamped(low), clamped(high), count);
}

const clamped = (value: number) => Math.max(-MOST, Math.min(MOST, value));
const within = (at: number) => Math.max(0, Math.min(1, at));

function linear(low: number, high: number, count: number): Axis {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const flat = high - low <= Math.max(LEAST * size, 1 / MOST);
  // All of a size that nothing can be divided by is 0.
  const margin = flat ? Math.max(0.1 * size, size < 1 / MOST ? 1 : 0) : 0;
  const scale = scaleLinear()
    .domain([low - margin, high + margin])
    .nice(count);
  const [from, to] = scale.domain() as [number, number];
  const write = writer(Math.max(Math.abs(from), Math.abs(to)), tickStep(from, to, count));
  const marks = scale.ticks(count).map((value) => ({ at: within(scale(value)), label: write(value) }));
  return { log: false, at: (value) => within(scale(clamped(value))), ticks: marks };
}

/** Numbers of one axis with as many digits as tell them apart, none as 1e-7 beside 0.1. */
function writer(size: number, step: number): (value: number) => string {
  const exponent = (value: number) => Math.floor(Math.log10(value) + 1e-9);
  if (size < 1e6 && step > 1e-6) return (value) => value.toFixed(Math.max(0, -exponent(step)));
  const digits = Math.max(0, exponent(size) - exponent(step));
  return (value) => (value === 0 ? '0' : value.toExponential(Math.min(digits, 15)));
}

function logarithmic(low: number, high: number, count: number): Axis {
  const scale = scaleLog().domain([low, high]);
  const decades = ticks(Math.log10(low), Math.log10(high), count).filter(Number.isInteger);
  return {
    log: true,
    at: (value) => within(scale(Math.max(low, Math.min(high, value)))),
    ticks: decades.map((decade) => ({ at: within(scale(10 ** decade)), label: decadeLabel(decade) })),
  };
}

const decadeLabel = (decade: number) =>
  decade >= -4 && decade < 6 ? (10 ** decade).toFixed(Math.max(0, -decade)) : `1e${decade}`;

/** Whole numbers for an axis of epochs; the first one is always there. */
export function epochTicks(first: number, last: number, count: number): readonly number[] {
  const round = ticks(first, last, count).filter((value) => Number.isInteger(value) && value > first);
  return [first, ...round];
}
