import { EXIT } from '../errors.js';
import { metricsOf } from '../runs/facts.js';
import { type Baseline, baselineOf } from './baseline.js';
import { writeBaseline } from './baseline-file.js';
import { configChanges } from './drift.js';
import { failed } from './gate.js';
import { judgeRuns } from './gates.js';
import { type Job, placed } from './job.js';
import type { CheckedExperiment, Update } from './result.js';
import { checkedRun, runSeeds, type SeedOptions } from './seeds.js';

type Outcome = Omit<CheckedExperiment, 'file' | 'baseline' | 'seconds'>;

/**
 * Runs an experiment and replaces its baseline. What fails then is a range of `expect` that the new baseline itself does
 * not meet. Throws a UserError where a run fails (the old baseline stays) or the disk does.
 */
export async function updateBaseline(job: Job, options: SeedOptions): Promise<Outcome> {
  const runs = await runSeeds(job, options);
  const records = runs.map(({ record }) => record);
  const baseline = baselineOf(records, new Date());
  writeBaseline(job.path, baseline);
  const { name, expect } = job.loaded.value;
  const config = job.baseline ? configChanges(job.baseline, baseline, records[0]!) : [];
  const gates = judgeRuns(expect, baseline, records.map(metricsOf)).filter(failed);
  return {
    name,
    status: 'updated',
    exitCode: gates.length > 0 ? EXIT.failed : EXIT.ok,
    made: { at: baseline.made, seeds: baseline.seeds.length },
    runs: runs.map((run) => checkedRun(run, false)),
    gates: placed(job, gates),
    updates: updatesOf(job.baseline?.metrics ?? {}, baseline.metrics),
    notes: [...job.notes, ...(config.length > 0 ? [`the config has changed: ${config.join(', ')}`] : [])],
    warnings: [],
    problems: [],
  };
}

function updatesOf(before: Baseline['metrics'], after: Baseline['metrics']): readonly Update[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.map((metric) => ({
    metric,
    before: before[metric] ?? null,
    after: after[metric] ?? null,
  }));
}
