import type { Value } from '../distributions/distribution.js';
import type { Space } from '../space.js';
import { nameOf, type Outcome, type Tick, tableOf, ticksOf, type Which } from './outcome.js';

/** What trials came to along one parameter. */
export interface Slice {
  /** Of parameters that change together, all, with ` + ` between them. */
  readonly path: string;
  /** Whether places that are near one another are alike; else they are items of a list. */
  readonly ordered: boolean;
  readonly ticks: readonly Tick[];
  readonly points: readonly SlicePoint[];
}

export interface SlicePoint {
  /** Of the trial. */
  readonly number: number;
  /** Of parameters that change together, a list. */
  readonly value: Value;
  /** From 0 to 1 along the axis: even in the logarithm where the distribution is. */
  readonly place: number;
  readonly objective: number;
}

/** By parameter that leaves a choice; trials in which it has no part are left out. */
export function slices(
  space: Space,
  trials: readonly Outcome[],
  objective = 0,
  which?: Which,
): readonly Slice[] {
  const { dimensions, rows } = tableOf(space, trials, objective, which);
  return dimensions.map((dimension, k) => {
    const { axis, paths } = dimension;
    const points = rows.flatMap(({ number, assignment, objective: found, places }): SlicePoint[] => {
      const place = places[k] ?? null;
      if (place === null) return [];
      const values = paths.map((path) => assignment.get(path));
      return [{ number, value: paths.length === 1 ? values[0] : values, place, objective: found }];
    });
    return { path: nameOf(dimension), ordered: axis.ordered, ticks: ticksOf(axis), points };
  });
}
