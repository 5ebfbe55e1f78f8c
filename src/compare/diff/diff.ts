import { type ConditionDifference, conditionDifferences } from '../../runs/conditions.js';
import { type RunRecord, SPLITS, type Split } from '../../runs/record.js';
import { type Commits, commitsBetween } from './commits.js';
import { diffExperiments, type ExperimentDiff } from './experiments.js';
import { bestMetrics, finalMetrics, type MetricDiff } from './metrics.js';
import type { Side } from './sides.js';

/** What differs between two runs besides their experiments, and how they came out. */
export interface RunDiff {
  /** Commit and dirtiness of the experiment's work tree, and dlx itself. */
  readonly code: readonly ConditionDifference[];
  /** Where git knows both commits. */
  readonly commits?: Commits;
  readonly data: readonly ConditionDifference[];
  /** Rows of each split, where they are not as many. */
  readonly rows: readonly { readonly split: Split; readonly before?: number; readonly after?: number }[];
  readonly environment: readonly ConditionDifference[];
  readonly final: readonly MetricDiff[];
  readonly best: readonly MetricDiff[];
}

export interface Diff extends ExperimentDiff {
  /** Where both are runs. */
  readonly runs?: RunDiff;
}

/** Holds two experiments beside each other, and where both were run, the runs. */
export async function diff(a: Side, b: Side): Promise<Diff> {
  const experiments = diffExperiments(a.experiment, b.experiment);
  if (!a.run || !b.run) return experiments;
  return { ...experiments, runs: await diffRuns(a.run.record, b.run.record, b.folder) };
}

const CODE = /^(git |version of dlx$)/;
const DATA = /^(data|initial_weights)$/;

async function diffRuns(a: RunRecord, b: RunRecord, folder: string): Promise<RunDiff> {
  const found = conditionDifferences(a, b);
  const [was, is] = [a.git?.commit, b.git?.commit];
  const commits = was && is && was !== is ? await commitsBetween(folder, was, is) : undefined;
  return {
    code: found.filter(({ key }) => CODE.test(key)),
    ...(commits && { commits }),
    data: found.filter(({ key }) => DATA.test(key)),
    rows: SPLITS.flatMap((split) => {
      const [before, after] = [a.rows?.[split], b.rows?.[split]];
      return before === after ? [] : [{ split, before, after }];
    }),
    environment: found.filter(({ key }) => !CODE.test(key) && !DATA.test(key)),
    final: finalMetrics(a, b),
    best: bestMetrics(a, b),
  };
}
