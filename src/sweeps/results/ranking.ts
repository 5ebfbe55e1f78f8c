import { fronts } from '../pareto.js';
import type { StoredSweep, Trial, TrialStatus } from '../record/record.js';
import { lossOf } from '../study.js';

/** Trials of a sweep, best first. */
export interface Ranking {
  readonly trials: readonly Trial[];
  /**
   * Numbers of the completed trials that none is better than: the best one, or with several objectives the Pareto front.
   */
  readonly best: readonly number[];
}

/** What has been trained to its end says more than what was not. */
const ORDER: { readonly [status in TrialStatus]: number } = {
  completed: 0,
  stopped: 1,
  running: 2,
  waiting: 3,
  failed: 4,
};

/**
 * Completed trials by the first objective, those of the front before the others; then stopped ones, by it as well; then
 * those that run, wait and failed. What is not finite comes last among its like; ties are in the order of numbers.
 */
export function rank({ record: { objectives }, trials }: Pick<StoredSweep, 'record' | 'trials'>): Ranking {
  const losses = new Map(
    trials.map(({ number, objectives: found }) => [
      number,
      objectives.map((one, i) => lossOf(one, found[i] ?? null)),
    ]),
  );
  const lossesOf = ({ number }: Trial) => losses.get(number)!;
  const completed = trials.filter(
    (trial) => trial.status === 'completed' && lossesOf(trial).every(Number.isFinite),
  );
  const first = (a: Trial, b: Trial) => compare(lossesOf(a)[0]!, lossesOf(b)[0]!) || a.number - b.number;
  const [front = []] = fronts(completed.map(lossesOf));
  // With one objective, of equals the first one.
  const shown = front.map((i) => completed[i]!).sort(first);
  const best = (objectives.length === 1 ? shown.slice(0, 1) : shown).map(({ number }) => number);
  const isBest = new Set(best);
  const place = ({ number, status }: Trial) => (isBest.has(number) ? -1 : ORDER[status]);
  return { trials: trials.toSorted((a, b) => place(a) - place(b) || first(a, b)), best };
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
