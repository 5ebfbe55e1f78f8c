import { extent } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';

export interface Tick {
  readonly at: number;
  readonly label: string;
  /** In a second row, where labels are too long to stand beside one another. */
  readonly lower?: boolean;
}

/** Where values lie in a picture, in its units. */
export interface Axis {
  place(value: number): number;
  readonly ticks: readonly Tick[];
  readonly isLog: boolean;
}

/** From this ratio of the highest to the lowest value, all positive, a scale is logarithmic. */
const LOG_FROM = 100;

/**
 * An axis for values: round ends, some `count` ticks. Values that are not finite do not count; without any it goes
 * from 0 to 1, and a single value stands in the middle.
 */
export function valueAxis(values: readonly number[], range: readonly [number, number], count = 5): Axis {
  const [least, most] = extent(
    values.filter(Number.isFinite).map((value) => (Math.abs(value) < TINY ? 0 : value)),
  );
  if (least === undefined) return linear(0, 1, range, count);
  const [low, high] = [Math.max(-MOST, least), Math.min(MOST, most)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max(TINY, size * TINY_PART)) {
    const around = size <= TINY ? 1 : size / 2;
    return linear(low - around, low + around, range, count);
  }
  const isLog = low > 0 && high / low >= LOG_FROM;
  return isLog ? logarithmic(low, high, range) : linear(low, high, range, count);
}

/** Beyond these, ticks overflow or cannot be told apart in float64: such values are drawn at the edge, or as if equal. */
const [MOST, TINY, TINY_PART] = [1e150, 1e-150, 1e-10];

/** An axis of whole numbers from 1 or so on; its ends are not rounded. */
export function epochAxis(epochs: readonly number[], range: readonly [number, number], count = 6): Axis {
  const [low = 0, high = 1] = extent(epochs);
  const [from, to] = low === high ? [low - 1, high + 1] : [low, high];
  const scale = scaleLinear([from, to], [...range]);
  const whole = scale.ticks(Math.min(count, to - from)).filter((tick) => Number.isInteger(tick));
  const ticks = low === high ? [low] : whole;
  return {
    place: scale,
    ticks: ticks.map((tick) => ({ at: scale(tick), label: String(tick) })),
    isLog: false,
  };
}

function linear(low: number, high: number, range: readonly [number, number], count: number): Axis {
  const scale = scaleLinear([low, high], [...range])
    .nice(count)
    .clamp(true);
  const [from, to] = scale.domain() as [number, number];
  const size = Math.max(Math.abs(from), Math.abs(to));
  const isPlain = size >= 1e-3 && size < 1e6;
  const format = isPlain ? scale.tickFormat(count) : exponential;
  const ticks = scale.ticks(count).map((tick) => ({ at: scale(tick), label: plain(format(tick)) }));
  return { place: scale, ticks, isLog: false };
}

/** Without the digits that come from rounding in float64. */
const exponential = (tick: number) => (tick === 0 ? '0' : Number(tick.toPrecision(12)).toExponential());

/** Ticks at powers of ten, at most some six of them. */
function logarithmic(low: number, high: number, range: readonly [number, number]): Axis {
  const scale = scaleLog([low, high], [...range])
    .nice()
    .clamp(true);
  const [from, to] = scale.domain().map((end) => Math.round(Math.log10(end))) as [number, number];
  const step = Math.ceil((to - from) / 6);
  const powers = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
  const label = (power: number) => (Math.abs(power) <= 3 ? String(Number(`1e${power}`)) : `1e${power}`);
  return {
    place: scale,
    ticks: powers.map((power) => ({ at: scale(10 ** power), label: label(power) })),
    isLog: true,
  };
}

/** With the minus and plus of a keyboard, as elsewhere on the page. */
const plain = (text: string) => text.replaceAll('\u2212', '-').replace('e+', 'e');
