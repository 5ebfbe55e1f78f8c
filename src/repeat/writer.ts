import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { removeUnfinished, writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import { held, LOCK, type Lock, lockFolder, lockText } from '../disk/lock.js';
import { thisProcess } from '../disk/process.js';
import { makeFolder } from '../runs/folder.js';
import type { Clock, RunRecord } from '../runs/index.js';
import { makeRepeatId } from '../runs/repeats/id.js';
import { readRepeat } from '../runs/repeats/read.js';
import { type Child, REPEAT_FILE, type RepeatRecord, type StoredRepeat } from '../runs/repeats/record.js';
import { spreads } from '../runs/repeats/spread.js';

/** What a repeat is begun with; the rest follows from its runs. */
export type RepeatStart = Pick<
  RepeatRecord,
  'name' | 'file' | 'overrides' | 'experiment_hash' | 'seed' | 'children'
> & {
  /** The experiment file as written. */
  readonly text: string;
};

/**
 * Writes repeat.json anew, as a whole, whenever a run begins or ends: a kill at any instant leaves the state before or
 * after. If the process exits before `finish` (a second Ctrl-C, say), it says `interrupted`. Methods throw a UserError
 * (exit 4) where the disk does not do its part.
 */
export class RepeatWriter {
  private readonly records = new Map<number, RunRecord>();
  private readonly onExit = () => {
    try {
      this.finish(null);
    } catch {
      // Nobody is left to tell: it says `running`, and readers see that the process is gone.
    }
  };

  /** @param before time that it had taken (s), as others have counted it. */
  constructor(
    readonly folder: string,
    private current: RepeatRecord,
    private readonly lock: Lock,
    private readonly clock: Clock,
    private readonly before = 0,
  ) {
    process.once('exit', this.onExit);
  }

  get record(): RepeatRecord {
    return this.current;
  }

  /** A run begins to train: its id, from now on. */
  begins(seed: number, id: string): void {
    this.child(seed, { id, status: 'running', expect: [], error: null });
    this.write({});
  }

  /** A run has ended, now or in an earlier process. */
  ended(record: RunRecord): void {
    const { seed, id, status, expect, error } = record;
    this.records.set(seed, record);
    this.child(seed, { id, status, expect, error });
    this.write({ metrics: spreads(this.runs()) });
  }

  /** Writes the end and gives the folder free. `error`: what kept it from going on. */
  finish(error: RepeatRecord['error']): RepeatRecord {
    process.off('exit', this.onExit);
    const children = this.current.children.map(stopped);
    const ended = new Date(Math.max(Date.now(), this.clock.date.getTime())).toISOString();
    try {
      this.write({
        children,
        error,
        status: error ? 'failed' : statusOf(children),
        times: { ...this.current.times, ended, seconds: this.seconds() },
      });
    } finally {
      this.lock.release();
    }
    return this.current;
  }

  private child(seed: number, change: Omit<Child, 'seed'>): void {
    const children = this.current.children.map((child) =>
      child.seed === seed ? { ...child, ...change } : child,
    );
    this.current = { ...this.current, children };
  }

  /** Of the runs that have ended, in the order of seeds. */
  runs(): readonly RunRecord[] {
    return this.current.children.flatMap(({ seed }) => this.records.get(seed) ?? []);
  }

  private seconds(): number {
    return this.before + (performance.now() - this.clock.tick) / 1000;
  }

  private write(change: Partial<RepeatRecord>): void {
    this.current = { ...this.current, ...change };
    const path = join(this.folder, REPEAT_FILE);
    withIoErrors('write what came of the repeat', path, () => writeAtomic(path, toText(this.current)));
  }
}

/** Makes the folder of a repeat, with nothing run yet. Throws a UserError (exit 4) where that cannot be done. */
export function createRepeat(runsDir: string, start: RepeatStart, clock: Clock): RepeatWriter {
  const { text, name, ...about } = start;
  const token = randomUUID();
  const first: RepeatRecord = {
    schema_version: 1,
    id: '',
    name,
    status: 'running',
    ...about,
    process: thisProcess(),
    times: { started: clock.date.toISOString(), ended: null, seconds: null },
    resumed: [],
    metrics: {},
    error: null,
  };
  const nameOf = (attempt: number) => makeRepeatId(clock.date, name, start.experiment_hash, attempt);
  const id = withIoErrors('make a folder for the repeat', runsDir, () =>
    makeFolder(runsDir, nameOf, (taken) => ({
      'experiment.yaml': text,
      [REPEAT_FILE]: toText({ ...first, id: taken }),
      [LOCK]: lockText(token),
    })),
  );
  const folder = join(runsDir, id);
  return new RepeatWriter(folder, { ...first, id }, held(folder, token), clock);
}

/**
 * Goes on with a repeat in its folder.
 *
 * @throws UserError: exit 5 where another process works on it, 4 for the disk.
 */
export function continueRepeat({ folder }: StoredRepeat, clock: Clock): RepeatWriter {
  const lock = withIoErrors('lock the repeat', folder, () => lockFolder(folder));
  try {
    withIoErrors('tidy the repeat', folder, () => removeUnfinished(folder));
    const record = readRepeat(folder);
    const resumed = [...record.resumed, clock.date.toISOString()];
    const times = { ...record.times, ended: null };
    const going = {
      ...record,
      status: 'running' as const,
      process: thisProcess(),
      resumed,
      times,
      error: null,
    };
    return new RepeatWriter(folder, going, lock, clock, record.times.seconds ?? 0);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A run that was going on when all ended was interrupted. */
const stopped = (child: Child): Child =>
  child.status === 'running' ? { ...child, status: 'interrupted' } : child;

function statusOf(children: readonly Child[]): RepeatRecord['status'] {
  const all = (...statuses: Child['status'][]) => children.every(({ status }) => statuses.includes(status));
  if (all('completed')) return 'completed';
  return all('completed', 'failed') ? 'failed' : 'interrupted';
}

const toText = (record: RepeatRecord) => `${JSON.stringify(record, null, 2)}\n`;
