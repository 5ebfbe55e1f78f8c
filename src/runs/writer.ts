import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import { held, LOCK, type Lock, lockText } from '../disk/lock.js';
import type { EpochResult } from '../training/epoch.js';
import { columnsOf, csvHead, csvLine } from './csv.js';
import { makeFolder } from './folder.js';
import { unknownGit } from './git.js';
import { dateAfter, makeId } from './id.js';
import { idsIn } from './list.js';
import { MetricsFile } from './metrics-file.js';
import type { Git, Resumption, RunRecord } from './record.js';
import { Recorder, type RecordWriter, toText } from './recorder.js';
import { type Clock, firstRecord, type RunStart, startClock } from './start.js';
import { retagged } from './tags.js';

/** How long the start waits for git; what comes later stands in run.json when the run ends. */
const GIT_PATIENCE_MS = 20;

/**
 * Makes the run's folder with experiment.yaml, run.json, metrics.csv and the lock of this process. Call it when
 * training really starts: bad input leaves no folder. All methods throw a UserError (exit 4) where the disk does not
 * do its part.
 */
export async function createRecord(runsDir: string, start: RunStart): Promise<RecordWriter> {
  const clock = start.clock ?? startClock();
  const columns = columnsFor(start);
  const head = csvHead(columns);
  const git = await soon(start.git);
  const date = dateFor(runsDir, clock);
  const nameOf = (attempt: number) => makeId(date, start.experiment.name, start.experimentHash, attempt);
  const token = randomUUID();
  let record = firstRecord('', start, git, clock);
  const id = withIoErrors('make a folder for the run', runsDir, () =>
    makeFolder(runsDir, nameOf, (name) => {
      record = { ...record, id: name };
      const texts = { 'experiment.yaml': start.text, 'metrics.csv': head, 'run.json': toText(record) };
      return { ...texts, [LOCK]: lockText(token) };
    }),
  );
  const folder = join(runsDir, id);
  const metrics = new MetricsFile(join(folder, 'metrics.csv'), head);
  const lock = held(folder, token);
  return new Recorder({ folder, record, columns, metrics, lock, git: start.git, clock, before: 0 });
}

/** A run that goes on. */
export interface Continuation {
  readonly folder: string;
  /** As it was when the run ended. */
  readonly record: RunRecord;
  /** Held already: nobody else has written since the record was read. */
  readonly lock: Lock;
  /** Epochs that the checkpoint knows of. */
  readonly history: readonly EpochResult[];
  /** Time that the run had taken. */
  readonly seconds: number;
  readonly resumption: Omit<Resumption, 'at'>;
}

/**
 * The record of a run that goes on in its folder: metrics.csv ends with the checkpoint's last epoch, and run.json says
 * `running`. Errors as in `createRecord`.
 */
export async function continueRecord(from: Continuation, start: RunStart): Promise<RecordWriter> {
  const { folder, lock, history } = from;
  const clock = start.clock ?? startClock();
  const columns = columnsFor(start);
  const git = await soon(start.git);
  const began = firstRecord(from.record.id || basename(folder), start, git, clock);
  const record: RunRecord = {
    ...began,
    parent: from.record.parent ?? null,
    initial_weights: began.initial_weights ?? from.record.initial_weights ?? null,
    tags: retagged(from.record, began.tags),
    times: { ...began.times, started: from.record.times.started },
    epochs: history.length,
    resumed: [...(from.record.resumed ?? []), { at: clock.date.toISOString(), ...from.resumption }],
  };
  const text = csvHead(columns) + history.map((row) => csvLine(columns, row)).join('');
  const path = join(folder, 'metrics.csv');
  // The record first: until it says that the run goes on, the lines of before are its.
  withIoErrors('write the run record', folder, () => {
    writeAtomic(join(folder, 'experiment.yaml'), start.text);
    writeAtomic(join(folder, 'run.json'), toText(record));
    writeAtomic(path, text);
  });
  const metrics = new MetricsFile(path, text);
  const recording = { folder, record, columns, metrics, lock, git: start.git, clock, before: from.seconds };
  return new Recorder(recording, history);
}

/** When a process has seen that no run lies ahead of its clock, by folder. */
const seen = new Map<string, Clock>();
/** By which two clocks may come apart without one having been set. */
const DRIFT_MS = 1000;

/**
 * The date for the id of a run. Where the clock was not set since this process has looked, others have not been ahead
 * either: thousands of runs need not be listed for each.
 */
function dateFor(runsDir: string, clock: Clock): Date {
  const { date, tick } = clock;
  const before = seen.get(runsDir);
  const passed = before && date.getTime() - before.date.getTime();
  if (passed !== undefined && Math.abs(passed - (tick - before!.tick)) < DRIFT_MS) return date;
  const after = dateAfter(idsSoFar(runsDir), date);
  if (after.getTime() === date.getTime()) seen.set(runsDir, clock);
  return after;
}

/** None where they cannot be listed: what is wrong shows when the folder is made. */
function idsSoFar(runsDir: string): readonly string[] {
  try {
    return idsIn(runsDir);
  } catch {
    return [];
  }
}

const columnsFor = ({ metrics, rows, experiment }: RunStart) =>
  columnsOf(metrics, rows.validation !== undefined, experiment.training.on_nan === 'skip');

const soon = (git: Promise<Git>) => Promise.race([git, later(GIT_PATIENCE_MS, unknownGit('not known yet'))]);

/** Resolves after `ms`, and does not keep the process alive for it. */
function later<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}
