import { EXIT } from '../errors.js';
import { metricsOf } from '../runs/facts.js';
import type { StoredRun } from '../runs/index.js';
import { whyChanged } from './changed.js';
import { driftOf } from './drift.js';
import { failed } from './gate.js';
import { judgeRuns } from './gates.js';
import { type Job, placed } from './job.js';
import type { CheckedExperiment } from './result.js';
import { recorded } from './reuse.js';
import { checkedRun, runSeeds, type SeedOptions } from './seeds.js';

export interface HoldOptions extends SeedOptions {
  /** A commit: an experiment that has not changed since is not run. */
  readonly changedSince?: string;
  /** Files whose change changes every experiment, as git's glob patterns from the working directory. */
  readonly code: readonly string[];
}

type Outcome = Omit<CheckedExperiment, 'file' | 'baseline' | 'seconds'>;

/** Runs an experiment, or finds its runs, and holds them against its baseline. Throws a UserError where that cannot be. */
export async function holdAgainstBaseline(job: Job, options: HoldOptions): Promise<Outcome> {
  const baseline = job.baseline!;
  const { name, expect } = job.loaded.value;
  const made = { at: baseline.made, seeds: baseline.seeds.length };
  const found = await runsOf(job, options);
  const common = { name, made, updates: [], problems: [] };
  if (!found.runs) {
    const nothing = { runs: [], gates: [], warnings: [] };
    return { ...common, ...nothing, status: 'unchanged', exitCode: EXIT.ok, notes: found.notes };
  }
  const records = found.runs.map(({ record }) => record);
  const gates = placed(job, judgeRuns(expect, baseline, records.map(metricsOf)));
  const bad = gates.some(failed);
  return {
    ...common,
    status: bad ? 'failed' : 'ok',
    exitCode: bad ? EXIT.failed : EXIT.ok,
    runs: found.runs.map((run) => checkedRun(run, found.reused)),
    gates,
    warnings: driftOf(baseline, records),
    notes: found.notes,
  };
}

interface Found {
  /** Undefined where nothing has changed and there is no record to look at. */
  readonly runs?: readonly StoredRun[];
  readonly reused: boolean;
  readonly notes: readonly string[];
}

async function runsOf(job: Job, options: HoldOptions): Promise<Found> {
  const { changedSince: ref, code } = options;
  if (ref === undefined) return { runs: await runSeeds(job, options), reused: false, notes: [] };
  const why = [...(await whyChanged(job, ref, code))];
  if (why.length === 0) {
    const before = await recorded(job, options);
    if (before.kind === 'found') return { runs: before.runs, reused: true, notes: [] };
    if (before.kind === 'none') {
      return { reused: false, notes: [`not run: nothing has changed since ${ref}, and no record is there`] };
    }
    why.push('its data has changed');
  }
  const notes = [`run because ${why.join(' and ')} since ${ref}`];
  return { runs: await runSeeds(job, options), reused: false, notes };
}
