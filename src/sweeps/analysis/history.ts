import type { Objective } from '../file/sweep.js';
import { measured, type Outcome, type Which } from './outcome.js';

export interface HistoryPoint {
  /** Of the trial. */
  readonly number: number;
  readonly objective: number;
  /** Of all trials up to this one. */
  readonly best: number;
}

/** What trials came to, in the order in which they were chosen, and the best of them so far. */
export function history(
  trials: readonly Outcome[],
  goal: Objective['goal'],
  objective = 0,
  which?: Which,
): readonly HistoryPoint[] {
  const better = goal === 'maximize' ? Math.max : Math.min;
  let best = goal === 'maximize' ? -Infinity : Infinity;
  return measured(trials, objective, which).map(({ number, objective: found }) => {
    best = better(best, found);
    return { number, objective: found, best };
  });
}
