import { dirname, join } from 'node:path';
import { readSmall } from '../../disk/read.js';
import { UserError } from '../../errors.js';
import { MAX_BYTES } from '../../experiment/load.js';
import { type History, readHistory } from '../../runs/history.js';
import type { StoredSweep, Trial } from '../../sweeps/record/record.js';
import { type Results, resultsOf, type Weighed, weigh } from '../../sweeps/results/results.js';
import { axesOf, type ParameterAxis } from './axes.js';
import { type Labels, labelsOf } from './labels.js';

/** The epochs of a trial. */
export interface Curves {
  readonly trial: Trial;
  readonly history: History;
}

/** All that a report shows of a sweep. */
export interface SweepView {
  readonly results: Results;
  readonly weighed: readonly Weighed[];
  readonly labels: Labels;
  readonly axes: readonly ParameterAxis[];
  /** Of the best trials whose metrics.csv can be read. */
  readonly curves: readonly Curves[];
  /** The sweep file and the experiment as they were written, where they are there. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
}

/** Trials whose curves can be told apart in one picture. */
const MOST_CURVES = 8;

/** Reads all that is to be shown of a sweep; what is gone beside its record is left out. */
export function viewOfSweep(sweep: StoredSweep): SweepView {
  const results = resultsOf(sweep);
  const labels = labelsOf(results);
  return {
    results,
    labels,
    weighed: weigh(results),
    axes: axesOf(results, labels),
    curves: curvesOf(results),
    texts: ['sweep.yaml', 'experiment.yaml'].flatMap((name) => {
      const text = tryTo(() => readSmall(join(sweep.folder, name), MAX_BYTES));
      return text === undefined ? [] : [{ name, text }];
    }),
  };
}

/** In the order of the ranking. */
function curvesOf({ sweep, ranking }: Results): readonly Curves[] {
  const found: Curves[] = [];
  for (const trial of ranking.trials) {
    if (found.length === MOST_CURVES) break;
    if (trial.run === null || trial.epochs === 0) continue;
    const folder = join(dirname(sweep.folder), trial.run);
    const history = tryTo(() => readHistory(folder));
    if (history && history.epochs.length > 0) found.push({ trial, history });
  }
  return found;
}

/** Undefined for a file that is gone or damaged. */
function tryTo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError || typeof (error as NodeJS.ErrnoException).code === 'string')
      return undefined;
    throw error;
  }
}
