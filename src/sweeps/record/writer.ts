import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { removeUnfinished, writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import { held, LOCK, type Lock, lockFolder, lockText } from '../../disk/lock.js';
import { thisProcess } from '../../disk/process.js';
import { makeFamilyId } from '../../runs/families.js';
import { makeFolder } from '../../runs/folder.js';
import type { Clock } from '../../runs/index.js';
import { after, type TrialEvent } from './events.js';
import { readRecord, readTrials } from './read.js';
import {
  type StoredSweep,
  SWEEP_FILE,
  SWEEP_VERSION,
  type SweepRecord,
  TRIALS_FILE,
  type Trial,
} from './record.js';

/** What a sweep is begun with; the rest follows from its trials. */
export type SweepStart = Omit<
  SweepRecord,
  'schema_version' | 'id' | 'status' | 'process' | 'times' | 'resumed' | 'error'
>;

/**
 * Writes what becomes of a sweep: a line behind trials.jsonl whenever something becomes of a trial, sweep.json anew at the
 * beginning and the end. A kill at any instant leaves whole lines and the sweep.json before or after. If the process exits
 * before `finish`, it says `interrupted`. Methods throw a UserError (exit 4) where the disk does not do its part.
 */
export class SweepWriter {
  private readonly all: Trial[];
  private readonly onExit = () => {
    try {
      this.finish('interrupted', null);
    } catch {
      // Nobody is left to tell: it says `running`, and readers see that the process is gone.
    }
  };

  /** @param before time that it had taken (s), as others have counted it. */
  constructor(
    readonly folder: string,
    private current: SweepRecord,
    trials: readonly Trial[],
    private readonly file: number,
    private readonly lock: Lock,
    private readonly clock: Clock,
    private readonly before = 0,
  ) {
    this.all = [...trials];
    process.once('exit', this.onExit);
  }

  get record(): SweepRecord {
    return this.current;
  }

  /** In the order of their numbers, as they are after all that was noted. */
  get trials(): readonly Trial[] {
    return this.all;
  }

  /** Notes what became of a trial, on disk first. */
  note(event: TrialEvent): Trial {
    withIoErrors('write what came of a trial', join(this.folder, TRIALS_FILE), () => {
      appendFileSync(this.file, `${JSON.stringify(event)}\n`);
      fsyncSync(this.file);
    });
    const trial = after(this.all[event.number], event);
    this.all[event.number] = trial;
    return trial;
  }

  /** Writes the end and gives the folder free. `error`: what kept it from going on. */
  finish(status: SweepRecord['status'], error: SweepRecord['error']): SweepRecord {
    process.off('exit', this.onExit);
    const ended = new Date(Math.max(Date.now(), this.clock.date.getTime())).toISOString();
    try {
      const times = { ...this.current.times, ended, seconds: this.seconds() };
      this.write({ status, error, times });
    } finally {
      closeSync(this.file);
      this.lock.release();
    }
    return this.current;
  }

  seconds(): number {
    return this.before + (performance.now() - this.clock.tick) / 1000;
  }

  /** Writes sweep.json with something changed. */
  write(change: Partial<SweepRecord>): void {
    this.current = { ...this.current, ...change };
    const path = join(this.folder, SWEEP_FILE);
    withIoErrors('write what the sweep is', path, () => writeAtomic(path, toText(this.current)));
  }
}

/**
 * Makes the folder of a sweep, with no trial yet. `files`: what is kept in it beside the record, by name. Throws a
 * UserError (exit 4) where that cannot be done.
 */
export function createSweep(
  runsDir: string,
  start: SweepStart,
  files: { readonly [name: string]: string },
  clock: Clock,
): SweepWriter {
  const token = randomUUID();
  const first: SweepRecord = {
    schema_version: SWEEP_VERSION,
    id: '',
    ...start,
    status: 'running',
    process: thisProcess(),
    times: { started: clock.date.toISOString(), ended: null, seconds: null },
    resumed: [],
    error: null,
  };
  const nameOf = (attempt: number) =>
    makeFamilyId('sweep', clock.date, start.name, start.experiment_hash, attempt);
  const id = withIoErrors('make a folder for the sweep', runsDir, () =>
    makeFolder(runsDir, nameOf, (taken) => ({
      ...files,
      [SWEEP_FILE]: toText({ ...first, id: taken }),
      [TRIALS_FILE]: '',
      [LOCK]: lockText(token),
    })),
  );
  const folder = join(runsDir, id);
  return new SweepWriter(folder, { ...first, id }, [], open(folder), held(folder, token), clock);
}

/**
 * Goes on with a sweep in its folder, which may say otherwise from now on what is searched for.
 *
 * @param damaged hears of lines of its trials that say nothing.
 * @throws UserError: exit 5 where another process works on it, 4 for the disk.
 */
export function continueSweep(
  { folder }: StoredSweep,
  start: SweepStart,
  clock: Clock,
  damaged?: (line: number) => void,
): SweepWriter {
  const lock = withIoErrors('lock the sweep', folder, () => lockFolder(folder));
  try {
    withIoErrors('tidy the sweep', folder, () => {
      removeUnfinished(folder);
      cutTorn(join(folder, TRIALS_FILE));
    });
    const record = readRecord(folder);
    const resumed = [...record.resumed, clock.date.toISOString()];
    const times = { ...record.times, ended: null };
    const going = {
      ...record,
      ...start,
      status: 'running' as const,
      process: thisProcess(),
      resumed,
      times,
      error: null,
    };
    const trials = readTrials(folder, damaged);
    const writer = new SweepWriter(
      folder,
      going,
      trials,
      open(folder),
      lock,
      clock,
      record.times.seconds ?? 0,
    );
    writer.write({});
    return writer;
  } catch (error) {
    lock.release();
    throw error;
  }
}

const open = (folder: string) => {
  const path = join(folder, TRIALS_FILE);
  return withIoErrors('open the list of trials', path, () => openSync(path, 'a'));
};

/** Removes the line that a kill has cut off, so that the next one does not end up behind it. */
function cutTorn(path: string): void {
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(10) + 1;
  if (whole < bytes.length) truncateSync(path, whole);
}

const toText = (record: SweepRecord) => `${JSON.stringify(record, null, 2)}\n`;
