import { type Importance, importance } from '../analysis/importance.js';
import type { StoredSweep } from '../record/record.js';
import type { Space } from '../space.js';
import { type Varying, varyingOf } from './parameters.js';
import { type Ranking, rank } from './ranking.js';
import { spaceOfRecord } from './space-of-record.js';
import { type Totals, totalsOf } from './totals.js';

/** All that is said of a sweep, finished or not. */
export interface Results {
  readonly sweep: StoredSweep;
  readonly ranking: Ranking;
  readonly totals: Totals;
  readonly varying: readonly Varying[];
  /** Undefined where this version of dlx cannot read what was searched. */
  readonly space: Space | undefined;
}

/** What a sweep came to. Does no I/O. */
export function resultsOf(sweep: StoredSweep): Results {
  const { record, trials } = sweep;
  return {
    sweep,
    ranking: rank(sweep),
    totals: totalsOf(trials),
    varying: varyingOf(sweep),
    space: spaceOfRecord(record),
  };
}

/** Trials that were stopped count with what their last epoch came to: of most searches that end trials early they are most. */
export const WITH_STOPPED = { stopped: true } as const;

/** The importance of one of the objectives. */
export interface Weighed extends Importance {
  readonly objective: string;
}

/**
 * How much each parameter matters for each objective; none where too few trials have completed to tell. With a thousand
 * trials that takes a second or so.
 */
export function weigh({ sweep, space }: Pick<Results, 'sweep' | 'space'>): readonly Weighed[] {
  if (!space) return [];
  return sweep.record.objectives.flatMap(({ name }, i) => {
    const found = importance(space, sweep.trials, i, WITH_STOPPED);
    return found ? [{ objective: name, ...found }] : [];
  });
}
