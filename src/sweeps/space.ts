import type { Assignment } from './assignment.js';
import type { Constraint } from './constraint.js';
import type { Axis, Value } from './distributions/distribution.js';
import type { Point } from './samplers/sampler.js';

/** One thing that is chosen: a parameter, or several that are zipped. */
export interface Dimension {
  /** One path, or those of parameters that change together: then each value is a list of theirs. */
  readonly paths: readonly string[];
  readonly axis: Axis;
  /** It takes part only where each of these parameters has one of the values. */
  readonly when: ReadonlyMap<string, readonly Value[]>;
}

/** All that a sweep may try. */
export interface Space {
  /** Those that a condition names stand before those that it is on. */
  readonly dimensions: readonly Dimension[];
  readonly constraints: readonly Constraint[];
}

/** What a point of the unit cube stands for, and the point without the places that play no part. */
export function assign(
  { dimensions }: Space,
  point: Point,
): { readonly assignment: Assignment; readonly point: Point } {
  const assignment = new Map<string, Value>();
  const places = dimensions.map(({ paths, axis, when }, i) => {
    const place = point[i] ?? null;
    if (place === null || !holds(when, assignment)) return null;
    const value = axis.at(place);
    if (paths.length === 1) assignment.set(paths[0]!, value);
    else for (const [k, path] of paths.entries()) assignment.set(path, (value as readonly Value[])[k]);
    return place;
  });
  return { assignment, point: places };
}

/**
 * Where a trial that was done before lies, in a space that may have changed since; undefined for one that is not in it,
 * or that sets something that this space does not.
 */
export function locate({ dimensions }: Space, assignment: Assignment): Point | undefined {
  const point: (number | null)[] = [];
  let known = 0;
  for (const { paths, axis, when } of dimensions) {
    const values = paths.map((path) => assignment.get(path));
    const active = holds(when, assignment);
    if (active !== paths.every((path) => assignment.has(path))) return undefined;
    if (!active) {
      point.push(null);
      continue;
    }
    const cell = axis.cell(paths.length === 1 ? values[0] : values);
    if (!cell) return undefined;
    known += paths.length;
    point.push((cell[0] + cell[1]) / 2);
  }
  return known === assignment.size ? point : undefined;
}

/** Whether every constraint is met; one on a parameter that plays no part is. */
export function isAllowed({ constraints }: Space, assignment: Assignment): boolean {
  return constraints.every((constraint) => constraint.holds(assignment));
}

/** Whether the parameters that a condition names have one of the values that it asks for. */
export function holds(when: Dimension['when'], assignment: Assignment): boolean {
  return [...when].every(([path, values]) => {
    if (!assignment.has(path)) return false;
    const value = JSON.stringify(assignment.get(path));
    return values.some((one) => JSON.stringify(one) === value);
  });
}
