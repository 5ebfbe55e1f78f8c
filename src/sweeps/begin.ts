import { join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import type { Clock } from '../runs/index.js';
import { baseHash } from './experiment-of.js';
import type { Sweep } from './file/sweep.js';
import { reconcile } from './reconcile.js';
import { sweepIds } from './record/find.js';
import { readSweepFolder } from './record/read.js';
import { type StoredSweep, type SweepRecord, TRIALS_FILE, type Trial } from './record/record.js';
import { continueSweep, createSweep, type SweepStart, type SweepWriter } from './record/writer.js';
import { locate } from './space.js';

/** What the record of a sweep says of it. */
export function startOf(sweep: Sweep, workers: number): SweepStart {
  const { grid, objectives, parameters, zip, constraints, seed } = sweep;
  return {
    name: sweep.name,
    description: sweep.description ?? null,
    file: grid ? null : resolve(sweep.file),
    grid: grid ?? [],
    experiment: resolve(sweep.experiment.file),
    experiment_hash: baseHash(sweep),
    method: sweep.sampler.name,
    seed,
    run_cap: sweep.runCap ?? null,
    objectives,
    early_terminate: sweep.earlyTerminate ?? null,
    parameters,
    zip,
    constraints,
    workers,
  };
}

/** Makes the folder of a sweep, or goes on with one, where what its runs say counts first. */
export function openSweep(
  runsDir: string,
  sweep: Sweep,
  before: StoredSweep | undefined,
  workers: number,
  clock: Clock,
  note: (sentence: string) => void = () => {},
): SweepWriter {
  const start = startOf(sweep, workers);
  if (!before) {
    const files = {
      'experiment.yaml': sweep.experiment.text,
      ...(!sweep.grid && { 'sweep.yaml': sweep.text }),
    };
    return createSweep(runsDir, start, files, clock);
  }
  const writer = continueSweep(before, start, clock, (line) => {
    note(
      `line ${line} of ${join(before.folder, TRIALS_FILE)} is damaged: the record of the run counts instead`,
    );
  });
  const { folder, record, trials } = writer;
  for (const event of reconcile({ folder, record, trials })) writer.note(event);
  return writer;
}

/**
 * The newest sweep of the same file and experiment, all trials of which lie among what is to be tried now: the same, or
 * less than now. Damaged ones are passed over, with a note.
 */
export function earlierSweep(
  runsDir: string,
  sweep: Sweep,
  note: (sentence: string) => void = () => {},
): StoredSweep | undefined {
  const start = startOf(sweep, 1);
  for (const id of sweepIds(runsDir)) {
    try {
      const stored = readSweepFolder(join(runsDir, id));
      if (isSame(stored.record, start) && stored.trials.every((trial) => liesIn(sweep, trial))) return stored;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      note(`passed over a sweep that cannot be read: ${error.message.split('\n')[0]}`);
    }
  }
  return undefined;
}

function isSame(record: SweepRecord, start: SweepStart): boolean {
  const about = ({ file, experiment, experiment_hash, objectives, method }: SweepStart) =>
    JSON.stringify([
      file,
      experiment,
      experiment_hash,
      objectives.map(({ name, goal }) => [name, goal]),
      method,
    ]);
  return about(record) === about(start);
}

const liesIn = ({ space }: Sweep, { values }: Trial) =>
  locate(space, new Map(Object.entries(values))) !== undefined;
