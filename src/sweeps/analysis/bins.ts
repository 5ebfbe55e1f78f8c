import type { Axis } from '../distributions/distribution.js';

/** An axis cut into a few pieces. */
export interface Bins {
  /** Whether pieces beside one another are alike. */
  readonly ordered: boolean;
  /** Parts of the axis: they add up to 1. */
  readonly widths: readonly number[];
  /** The piece that a place lies in. */
  of(place: number): number;
}

/** Of an axis whose values can be put in order. */
const MOST = 32;
/** For a parameter that has no part in a trial. */
const ABSENT = 0.5;

/** Cut halfway between places that trials have, as trees cut; a list has a piece for each of its values. */
export function binsOf(axis: Axis, places: readonly (number | null)[]): Bins {
  const cuts = axis.ordered
    ? cutsBetween(places)
    : axis
        .values()
        .map((value) => axis.cell(value)![1])
        .slice(0, -1);
  const ends = [...cuts, 1];
  return {
    ordered: axis.ordered,
    widths: ends.map((end, i) => end - (ends[i - 1] ?? 0)),
    of: (place) => cuts.findLastIndex((cut) => cut <= place) + 1,
  };
}

function cutsBetween(places: readonly (number | null)[]): number[] {
  const distinct = [...new Set(places.map((place) => place ?? ABSENT))].sort((a, b) => a - b);
  const cuts = distinct.slice(1).map((place, i) => (place + distinct[i]!) / 2);
  if (cuts.length < MOST) return cuts;
  return Array.from(
    { length: MOST - 1 },
    (_, i) => cuts[Math.floor(((i + 0.5) * cuts.length) / (MOST - 1))]!,
  );
}

/** The piece of each trial. */
export const binned = (bins: Bins, places: readonly (number | null)[]): Uint8Array =>
  Uint8Array.from(places, (place) => bins.of(place ?? ABSENT));
