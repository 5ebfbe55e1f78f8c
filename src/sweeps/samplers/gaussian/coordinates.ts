import type { Axis } from '../../distributions/distribution.js';
import type { Point } from '../sampler.js';
import type { Points } from './matern.js';

/** The axes of a space that leave a choice, as a Gaussian process sees them. */
export interface Coordinates {
  /** By such axis: whether places that are near one another are alike. */
  readonly ordered: readonly boolean[];
  /** Middles of cells: what has the same values has the same coordinates. */
  encode(points: readonly Point[]): Points;
  /** A point of the cube for a place in coordinates. */
  decode(place: readonly number[]): Point;
}

/** Between the ends of a number's axis, for one that has no part in a trial. */
const ABSENT = 0.5;

export function coordinates(axes: readonly Axis[]): Coordinates {
  const free = axes.flatMap((axis, at) => (axis.count > 1 ? [{ axis, at }] : []));
  const ordered = free.map(({ axis }) => isNumeric(axis));
  return {
    ordered,
    encode(points) {
      const rows = new Float64Array(points.length * free.length);
      for (const [i, point] of points.entries()) {
        for (const [k, { axis, at }] of free.entries()) {
          const place = point[at] ?? null;
          rows[i * free.length + k] = place === null ? (ordered[k] ? ABSENT : -1) : middleOf(axis, place);
        }
      }
      return { rows, count: points.length, ordered };
    },
    decode(place) {
      const point = axes.map(() => ABSENT);
      for (const [k, { axis, at }] of free.entries()) point[at] = middleOf(axis, place[k]!);
      return point;
    },
  };
}

/** Numbers along a line; a list of them too, if it rises or falls throughout. */
export function isNumeric(axis: Axis): boolean {
  if (axis.ordered) return true;
  const values = axis.values();
  if (!values.every((value) => typeof value === 'number')) return false;
  const rises = values.slice(1).map((value, i) => value > values[i]!);
  return rises.every((one) => one === rises[0]);
}

function middleOf(axis: Axis, place: number): number {
  if (axis.count === Infinity) return place;
  const [low, high] = axis.cell(axis.at(place))!;
  return (low + high) / 2;
}
