import type { Value } from '../distributions/distribution.js';
import type { Dimension, Space } from '../space.js';
import { forestOf, marginalOfTwo } from './forest.js';
import { nameOf, type Outcome, type Tick, tableOf, ticksOf, type Which } from './outcome.js';

/** An objective over two parameters. */
export interface Contour {
  readonly x: Side;
  readonly y: Side;
  /** By row of `y` and column of `x`: what the forest predicts there, on average over all other parameters. */
  readonly mean: readonly (readonly number[])[];
  /** Trials in which both have a part. */
  readonly points: readonly ContourPoint[];
}

export interface Side {
  readonly path: string;
  readonly ordered: boolean;
  /** Middles of the columns or rows, from 0 to 1 along the axis. */
  readonly places: readonly number[];
  readonly values: readonly Value[];
  readonly ticks: readonly Tick[];
}

export interface ContourPoint {
  /** Of the trial. */
  readonly number: number;
  /** Places along the axes. */
  readonly x: number;
  readonly y: number;
  readonly objective: number;
}

/** Fewer trials say nothing. */
const LEAST = 4;

/**
 * What trials say about an objective over two parameters, named as `importance` and `slices` name them.
 *
 * @param cells along an axis whose values are many; a list has one for each value.
 * @returns undefined for a parameter that is not there or leaves no choice, twice the same one, or fewer than 4 trials.
 */
export function contour(
  space: Space,
  trials: readonly Outcome[],
  paths: readonly [string, string],
  objective = 0,
  cells = 24,
  which?: Which,
): Contour | undefined {
  const table = tableOf(space, trials, objective, which);
  const { dimensions, rows } = table;
  const axes = paths.map((path) => dimensions.findIndex((one) => nameOf(one) === path)) as [number, number];
  const [a, b] = axes;
  if (a < 0 || b < 0 || a === b || rows.length < LEAST) return undefined;
  const { bins, trees } = forestOf(table);
  const [x, y] = axes.map((axis) => sideOf(dimensions[axis]!, cells)) as [Side, Side];
  const across = bins[b]!.widths.length;
  const grids = trees.map((leaves) => marginalOfTwo(leaves, bins, axes));
  const at = (i: number, j: number) =>
    grids.reduce((sum, grid) => sum + grid[i * across + j]!, 0) / grids.length;
  return {
    x,
    y,
    mean: y.places.map((row) => x.places.map((column) => at(bins[a]!.of(column), bins[b]!.of(row)))),
    points: rows.flatMap(({ number, places, objective: found }): ContourPoint[] => {
      const [column, row] = [places[a] ?? null, places[b] ?? null];
      return column === null || row === null ? [] : [{ number, x: column, y: row, objective: found }];
    }),
  };
}

function sideOf(dimension: Dimension, cells: number): Side {
  const { axis } = dimension;
  const ticks = ticksOf(axis);
  const few = axis.count <= cells ? axis.values().map((value) => axis.cell(value)!) : undefined;
  const places = few
    ? few.map(([low, high]) => (low + high) / 2)
    : Array.from({ length: cells }, (_, i) => (i + 0.5) / cells);
  return {
    path: nameOf(dimension),
    ordered: axis.ordered,
    places,
    values: places.map((place) => axis.at(place)),
    ticks,
  };
}
