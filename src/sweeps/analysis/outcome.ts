import type { Assignment } from '../assignment.js';
import type { Axis, Value } from '../distributions/distribution.js';
import type { Trial } from '../record/record.js';
import { type Dimension, locate, type Space } from '../space.js';

/** What analyses look at of a trial. */
export type Outcome = Pick<Trial, 'number' | 'values' | 'objectives' | 'status'>;

export interface Which {
  /** Those too that were ended early, with what their last epoch came to. Default: no. */
  readonly stopped?: boolean;
}

/** A trial that came to something finite. */
export interface Measured {
  readonly number: number;
  readonly objective: number;
  readonly assignment: Assignment;
}

/** Trials that can be put side by side in one objective, in their order. */
export function measured(
  trials: readonly Outcome[],
  objective: number,
  { stopped = false }: Which = {},
): readonly Measured[] {
  return trials.flatMap(({ number, values, objectives, status }) => {
    const found = objectives[objective] ?? null;
    const counts = status === 'completed' || (stopped && status === 'stopped');
    if (!counts || found === null || !Number.isFinite(found)) return [];
    return [{ number, objective: found, assignment: new Map(Object.entries(values)) }];
  });
}

/** A trial in the space, by dimensions that leave a choice. Null where one has no part. */
export interface Placed extends Measured {
  readonly places: readonly (number | null)[];
}

/** Dimensions that leave a choice, and the trials that lie in the space. */
export interface Table {
  readonly dimensions: readonly Dimension[];
  readonly rows: readonly Placed[];
}

export function tableOf(space: Space, trials: readonly Outcome[], objective: number, which?: Which): Table {
  const free = space.dimensions.flatMap(({ axis }, i) => (axis.count > 1 ? [i] : []));
  const rows = measured(trials, objective, which).flatMap((one): Placed[] => {
    const point = locate(space, one.assignment);
    return point ? [{ ...one, places: free.map((i) => point[i]!) }] : [];
  });
  return { dimensions: free.map((i) => space.dimensions[i]!), rows };
}

/** What a dimension is called: its path, or those of all that change together. */
export const nameOf = ({ paths }: Dimension) => paths.join(' + ');

/** A mark on an axis. */
export interface Tick {
  readonly place: number;
  readonly value: Value;
}

const MOST_TICKS = 12;
const ACROSS = [0, 0.25, 0.5, 0.75, 1];
/** Axes without ends have none at 0 and 1. */
const NEAR = 0.01;

/** Every value where there are few, else some across. */
export function ticksOf(axis: Axis): readonly Tick[] {
  if (axis.count > MOST_TICKS) {
    const isBound = [0, 1].every((end) => Number.isFinite(axis.at(end)));
    return ACROSS.map((place) => {
      const inside = isBound ? place : Math.min(1 - NEAR, Math.max(NEAR, place));
      return { place: inside, value: axis.at(inside) };
    });
  }
  return axis.values().map((value) => {
    const [low, high] = axis.cell(value)!;
    return { place: (low + high) / 2, value };
  });
}
