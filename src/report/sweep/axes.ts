import { group, ticks as roundNumbers } from 'd3-array';
import { nameOf, ticksOf } from '../../sweeps/analysis/outcome.js';
import type { Axis, Value } from '../../sweeps/distributions/distribution.js';
import type { Trial } from '../../sweeps/record/record.js';
import type { Results } from '../../sweeps/results/results.js';
import { type Dimension, locate } from '../../sweeps/space.js';
import type { Labels } from './labels.js';

/** A mark on the axis of a parameter, from 0 to 1. */
export interface Mark {
  readonly place: number;
  readonly label: string;
}

/** A parameter, or several that change together, with where trials lie on it. */
export interface ParameterAxis {
  /** Of the experiment; of several all. */
  readonly path: string;
  readonly name: string;
  /** Above a picture. */
  readonly title: string;
  readonly marks: readonly Mark[];
  /** Whether there are so few values that trials with the same one lie side by side. */
  readonly isList: boolean;
  /** From 0 to 1 for each trial (by number) in which it plays a part. */
  readonly places: ReadonlyMap<number, number>;
}

/** Values up to so many get a mark each, and room for trials beside one another. */
const FEW = 12;

/** Of the parameters that differ between trials that lie in the space, in its order. */
export function axesOf({ sweep, space, varying }: Results, labels: Labels): readonly ParameterAxis[] {
  if (!space) return [];
  const points = new Map(sweep.trials.map((trial) => [trial.number, locate(space, valuesOf(trial))]));
  const varies = new Set(varying.map(({ path }) => path));
  const names = new Map(varying.map(({ path, name }) => [path, name]));
  return space.dimensions.flatMap((dimension, k): ParameterAxis[] => {
    const { axis, paths } = dimension;
    if (axis.count === 1 || !paths.some((path) => varies.has(path))) return [];
    const isList = axis.count <= FEW;
    const places = new Map<number, number>();
    for (const { number } of sweep.trials) {
      const place = points.get(number)?.[k] ?? null;
      if (place !== null) places.set(number, place);
    }
    // Of several that change together, one may speak for all.
    const spoken = paths.filter((path) => names.has(path));
    const label = (value: Value) =>
      (paths.length === 1 ? [value] : (value as readonly Value[]))
        .flatMap((one, i) => (names.has(paths[i]!) ? labels.of(paths[i]!, one) : []))
        .join(' / ');
    const name = spoken.map((path) => names.get(path)).join(' + ');
    const marks = marksOf(dimension, label);
    const title = spoken.join(' + ');
    return [
      { path: nameOf(dimension), name, title, marks, isList, places: isList ? apart(axis, places) : places },
    ];
  });
}

const valuesOf = ({ values }: Trial) => new Map(Object.entries(values));

/** Trials with the same value side by side, in the middle half of its part of the axis. */
function apart(axis: Axis, places: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const moved = new Map<number, number>();
  for (const same of group([...places], ([, place]) => place).values()) {
    for (const [i, [number, place]] of same.entries()) {
      const [low, high] = axis.cell(axis.at(place)) ?? [0, 0];
      moved.set(number, place + ((i + 0.5) / same.length - 0.5) * 0.5 * (high - low));
    }
  }
  return moved;
}

/** Each of few values, else round numbers. */
function marksOf({ axis }: Dimension, label: (value: Value) => string): readonly Mark[] {
  if (axis.count <= FEW || !axis.ordered) {
    return ticksOf(axis).map(({ place, value }) => ({ place, label: label(value) }));
  }
  const ends = [0, 1].map((end) => axis.at(end) as number);
  const [low, high] = ends.every(Number.isFinite) ? ends : [axis.at(EDGE), axis.at(1 - EDGE)];
  const round = isLogarithmic(axis)
    ? powersOfTen(low as number, high as number)
    : roundNumbers(low as number, high as number, 5);
  const marks = round.flatMap((value): Mark[] => {
    const cell = axis.cell(value);
    return cell ? [{ place: (cell[0] + cell[1]) / 2, label: tickText(value) }] : [];
  });
  return marks.length >= 2
    ? marks
    : ticksOf(axis).map(({ place, value }) => ({ place, label: label(value) }));
}

/** Distributions without ends have none at 0 and 1. */
const EDGE = 0.01;

/** From this ratio of values on, marks of an axis that is even in the logarithm stand at powers of ten. */
const POWERS_FROM = 5;

/** Whether the middle half of an axis is even in the logarithm rather than in the values. */
function isLogarithmic(axis: Axis): boolean {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((place) => axis.at(place) as number) as [
    number,
    number,
    number,
  ];
  if (low <= 0 || high / low < POWERS_FROM) return false;
  return Math.abs(middle - Math.sqrt(low * high)) < Math.abs(middle - (low + high) / 2);
}

function tickText(value: number): string {
  const [round, size] = [Number(value.toPrecision(12)), Math.abs(value)];
  const isPlain = size === 0 || (size >= 1e-3 && size < 1e6);
  return isPlain ? String(round) : round.toExponential().replace('e+', 'e');
}

/** Of few powers of ten, twice and five times those too. */
const FEW_POWERS = 3;

function powersOfTen(low: number, high: number): readonly number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 0.01), Math.floor(Math.log10(high) + 0.01)];
  const few = to - from + 1 < FEW_POWERS;
  const step = Math.max(1, Math.ceil((to - from) / 6));
  const found: number[] = [];
  for (let power = few ? from - 1 : from; power <= to; power += step) {
    for (const digit of few ? [1, 2, 5] : [1]) found.push(Number(`${digit}e${power}`));
  }
  return found.filter((value) => value >= low * 0.99 && value <= high * 1.01);
}
