import { dirname } from 'node:path';
import { isSettled } from '../repeat/unfinished.js';
import { catalog } from '../runs/catalog/catalog.js';
import { tryRunAt } from '../runs/list.js';
import type { RunRecord } from '../runs/record.js';
import type { Ended, TrialEvent } from './record/events.js';
import type { StoredSweep, Trial } from './record/record.js';
import { measuredIn } from './study.js';

/**
 * What the records of runs say of trials that have not come to an end in trials.jsonl: a kill can come between the two,
 * and machines that train for a sweep go on while nobody listens.
 */
export function reconcile({ folder, record, trials }: StoredSweep): readonly TrialEvent[] {
  const open = trials.filter(({ status }) => status === 'waiting' || status === 'running');
  if (open.length === 0) return [];
  const runsDir = dirname(folder);
  const runs = new Map<string, string>();
  // Newest first: of several runs of a trial, that one counts.
  for (const entry of catalog(runsDir).entries) {
    if (entry.parent === record.id && !runs.has(entry.experiment_hash)) {
      runs.set(entry.experiment_hash, entry.id);
    }
  }
  return open.flatMap((trial): TrialEvent[] => {
    const run = trial.run ?? runs.get(trial.experiment_hash);
    if (run === undefined) return trial.status === 'running' ? [waiting(trial, null)] : [];
    const found = tryRunAt(runsDir, run)?.record;
    if (!found) return [waiting(trial, null)];
    const event = endIn(found, trial, record.objectives);
    // What is known already is not written again, however often the sweep goes on.
    return trial.status === event.status && trial.run === event.run ? [] : [event];
  });
}

/** What the record of a run says of its trial. */
export function endIn(
  run: RunRecord,
  trial: Pick<Trial, 'number'>,
  objectives: StoredSweep['record']['objectives'],
): { readonly event: 'found' } & Ended {
  const { id, status, data_hash, epochs, error } = run;
  const settled = isSettled(run);
  return {
    event: 'found',
    number: trial.number,
    status: !settled ? 'waiting' : status === 'completed' ? 'completed' : 'failed',
    run: id,
    data_hash,
    epochs,
    objectives: objectives.map((one) => measuredIn(one, run.metrics.final)),
    seconds: run.times.seconds,
    error: settled ? error : null,
  };
}

const waiting = ({ number, data_hash, epochs, seconds }: Trial, run: string | null): TrialEvent => ({
  event: 'found',
  number,
  status: 'waiting',
  run,
  data_hash,
  epochs,
  objectives: [],
  seconds,
  error: null,
});
