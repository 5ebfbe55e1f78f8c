import type { Objective } from '../file/sweep.js';
import { fronts } from '../pareto.js';
import { measured, type Outcome } from './outcome.js';

/**
 * The completed trials of which none is as good as another in every objective and worse in one; best in the first objective
 * first. With one objective: the best trial, and those that came to exactly the same.
 */
export function front<T extends Outcome>(
  trials: readonly T[],
  objectives: readonly Objective[],
): readonly T[] {
  const known = trials.filter((trial) => objectives.every((_, i) => measured([trial], i).length === 1));
  const losses = known.map((trial) =>
    objectives.map(({ goal }, i) => (goal === 'maximize' ? -trial.objectives[i]! : trial.objectives[i]!)),
  );
  const [first = []] = fronts(losses);
  return first.sort((a, b) => losses[a]![0]! - losses[b]![0]! || a - b).map((i) => known[i]!);
}
