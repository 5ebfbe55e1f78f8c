import { type Assignment, identityOf } from './assignment.js';
import type { Population } from './population.js';
import type { Ask, Point, Sampler, Seen, Suggestion } from './samplers/sampler.js';
import { assign, isAllowed, type Space } from './space.js';

/** What is to be tried next. */
export interface Proposal {
  /** Of the proposal among all that were made: the next one begins behind it. */
  readonly index: number;
  readonly point: Point;
  readonly assignment: Assignment;
  /** Number of the trial whose weights it begins with; null where it begins anew. */
  readonly from: number | null;
  readonly identity: string;
}

export interface Search {
  readonly space: Space;
  readonly sampler: Sampler;
  readonly seed: number;
  readonly population?: Population;
  /** Of the trial that it will be. */
  readonly number: number;
  /** In the order in which they were chosen. */
  readonly seen: readonly Seen[];
  /** What is not to be tried again. */
  readonly taken: ReadonlySet<string>;
  /** Behind the last proposal. */
  readonly from: number;
}

/** As samplers suggest it, or ask about it. */
type Heir = Pick<Suggestion, 'point'> & { readonly from?: number | null | undefined };

/**
 * The next trial: one that the constraints allow and that was not tried before. Wait: that depends on trials that still
 * run. Undefined where there is none: the space is used up, or so nearly that it is not found in many tries. Pure, so that
 * a sweep that goes on proposes what it would have.
 */
export function propose(search: Search): Proposal | 'wait' | undefined {
  const { space, sampler, seed, population, number, seen, taken, from: first } = search;
  const axes = space.dimensions.map(({ axis }) => axis);
  const read = ({ point: suggested, from = null }: Heir) => {
    const { point, assignment } = assign(space, suggested);
    const identity = identityOf(assignment, from);
    const isNew = !taken.has(identity) && isAllowed(space, assignment);
    return isNew ? { point, assignment, from, identity } : undefined;
  };
  const accepts: Ask['accepts'] = (point, from) => read({ point, from }) !== undefined;
  const common = { axes, seed, number, seen, accepts, ...(population && { population }) };
  for (let index = first; index < first + sampler.patience; index++) {
    const suggested = sampler.suggest({ ...common, index });
    if (suggested === undefined || suggested === 'wait') return suggested;
    const found = read(suggested);
    if (found) return { index, ...found };
  }
  return undefined;
}
