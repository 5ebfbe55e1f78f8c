import { UserError } from '../../errors.js';
import type { Experiment } from '../../experiment/index.js';
import { differences } from '../../resume/differences.js';
import { fingerprintIn } from '../../resume/fingerprint.js';
import type { RunRecord, StoredRun } from '../../runs/index.js';
import { runAt } from '../../runs/list.js';
import type { Fingerprint } from '../../training/checkpoint/state.js';
import type { TrialTask } from '../executor.js';

/** A run by its id; undefined where there is none, or its record is damaged: its trial begins anew. */
export function runOf(runsDir: string, id: string | null): StoredRun | undefined {
  if (id === null) return undefined;
  try {
    return runAt(runsDir, id);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return undefined;
  }
}

/** Whether a run has done all that its trial is to do. */
export function isDone(record: RunRecord, { experiment_hash: hash }: TrialTask): boolean {
  return record.status === 'completed' && record.experiment_hash === hash;
}

/** Whether a run could go on bit for bit as an experiment whose numbers depend on `now`. */
export function canGoOn({ record }: StoredRun, experiment: Experiment, now: Fingerprint): boolean {
  try {
    const before = { fingerprint: fingerprintIn(record), experiment: record.experiment };
    return differences(before, { fingerprint: now, experiment }).length === 0;
  } catch {
    // A record is a file that anybody may have changed.
    return false;
  }
}
