import { type Assignment, identityOf } from './assignment.js';
import type { Point, Sampler, Seen } from './samplers/sampler.js';
import { assign, isAllowed, type Space } from './space.js';

/** What is to be tried next. */
export interface Proposal {
  /** Of the proposal among all that were made: the next one begins behind it. */
  readonly index: number;
  readonly point: Point;
  readonly assignment: Assignment;
  readonly identity: string;
}

export interface Search {
  readonly space: Space;
  readonly sampler: Sampler;
  readonly seed: number;
  /** In the order in which they were chosen. */
  readonly seen: readonly Seen[];
  /** What is not to be tried again. */
  readonly taken: ReadonlySet<string>;
  /** Behind the last proposal. */
  readonly from: number;
}

/**
 * The next trial: one that the constraints allow and that was not tried before. Undefined where there is none: the space
 * is used up, or so nearly that it is not found in many tries. Pure, so that a sweep that goes on proposes what it would have.
 */
export function propose({ space, sampler, seed, seen, taken, from }: Search): Proposal | undefined {
  const axes = space.dimensions.map(({ axis }) => axis);
  const read = (suggested: Point) => {
    const { point, assignment } = assign(space, suggested);
    const identity = identityOf(assignment);
    const isNew = !taken.has(identity) && isAllowed(space, assignment);
    return isNew ? { point, assignment, identity } : undefined;
  };
  const accepts = (point: Point) => read(point) !== undefined;
  for (let index = from; index < from + sampler.patience; index++) {
    const suggested = sampler.suggest({ axes, index, seed, seen, accepts });
    if (!suggested) return undefined;
    const found = read(suggested);
    if (found) return { index, ...found };
  }
  return undefined;
}
