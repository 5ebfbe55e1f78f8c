import type { Assignment } from '../assignment.js';
import type { Axis, Value } from '../distributions/distribution.js';
import { type Dimension, holds, type Space } from '../space.js';

/** One set of values to try. */
export interface Probe {
  /** The parameter that it is about; of a space without any, none. */
  readonly dimension?: Dimension;
  /** Which of the ways to meet its condition: the first has all of its values, the others one. */
  readonly way: number;
  readonly assignment: Assignment;
}

/** Items of all lists together that are tried each; of longer lists, and of numbers that have an order, some. */
const MOST = 1000;
const FEW = 8;
const PLACES = [1e-6, 0.25, 0.5, 0.75, 1 - 1e-6];

/**
 * Every parameter at its values, one after the other, while all others are at their first one; one with a condition also
 * once for every way to meet that. The first probe has the first values of all.
 */
export function* probes(space: Space): Generator<Probe> {
  if (space.dimensions.length === 0) yield { way: 0, assignment: new Map() };
  const most = Math.floor(MOST / space.dimensions.length);
  for (const dimension of space.dimensions) {
    for (const [way, when] of waysTo(dimension.when).entries()) {
      const values = way === 0 ? valuesOf(dimension.axis, most) : [firstOf(dimension.axis)];
      for (const value of values) yield { dimension, way, assignment: around(space, dimension, value, when) };
    }
  }
}

function valuesOf(axis: Axis, most: number): readonly Value[] {
  return axis.count <= (axis.ordered ? FEW : most) ? axis.values() : PLACES.map((place) => axis.at(place));
}

const firstOf = (axis: Axis) => axis.at(PLACES[0]!);

type Needed = ReadonlyMap<string, Value>;

/** The first values of a condition, and for each other value these with that one. */
function waysTo(when: Dimension['when']): readonly Needed[] {
  const first = new Map([...when].map(([path, values]) => [path, values[0]]));
  const others = [...when].flatMap(([path, values]) =>
    values.slice(1).map((value) => new Map([...first, [path, value]])),
  );
  return [first, ...others];
}

/** A value of one parameter, what its condition needs, and the first values of all others that then take part. */
function around({ dimensions }: Space, dimension: Dimension, value: Value, when: Needed): Assignment {
  const needed = new Map(when);
  // Conditions stand before what they are on: from the back, those of conditions are met too.
  for (const one of [...dimensions].reverse()) {
    if (!one.paths.some((path) => needed.has(path))) continue;
    for (const [path, values] of one.when) if (!needed.has(path)) needed.set(path, values[0]);
  }
  const assignment = new Map<string, Value>();
  for (const one of dimensions) {
    if (one !== dimension && !holds(one.when, assignment)) continue;
    const chosen = one === dimension ? value : fitting(one, needed);
    for (const [path, part] of parts(one, chosen)) assignment.set(path, part);
  }
  return assignment;
}

/** The first value that has what is needed. */
function fitting(dimension: Dimension, needed: Needed): Value {
  const { paths, axis } = dimension;
  if (paths.length === 1) return needed.has(paths[0]!) ? needed.get(paths[0]!) : firstOf(axis);
  const fits = (row: Value) =>
    parts(dimension, row).every(
      ([path, part]) => !needed.has(path) || JSON.stringify(part) === JSON.stringify(needed.get(path)),
    );
  return axis.values().find(fits) ?? firstOf(axis);
}

/** The parts of a value, by path. */
function parts({ paths }: Dimension, value: Value): [string, Value][] {
  return paths.map((path, i) => [path, paths.length === 1 ? value : (value as readonly Value[])[i]]);
}
