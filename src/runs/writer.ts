import { join } from 'node:path';
import type { Logs } from '../callbacks/callback.js';
import type { EpochResult } from '../training/epoch.js';
import { writeAtomic } from './atomic.js';
import { BestValues, bySplit } from './best.js';
import { columnsOf, csvHead, csvLine } from './csv.js';
import { makeFolder } from './folder.js';
import { unknownGit } from './git.js';
import { makeId } from './id.js';
import { withIoErrors } from './io-error.js';
import { finite } from './json.js';
import type { Outcome, RunRecord, Split, Status } from './record.js';
import { firstRecord, type RunStart, startClock } from './start.js';

/** How a run ended. */
export interface RunEnd {
  readonly status: Exclude<Status, 'running'>;
  /** `loss` and metrics; splits that are left out are taken from the last epoch. */
  readonly final?: { readonly [split in Split]?: Logs };
  readonly expect?: readonly Outcome[];
  readonly stopReason?: string;
  readonly error?: { readonly message: string; readonly exitCode: number };
}

export interface RecordWriter {
  readonly id: string;
  /** Path of the run's folder. */
  readonly folder: string;
  /**
   * Adds a line to metrics.csv. The file is written at once after the first epoch, then at most every
   * 250 ms and so that writing takes at most 5 % of the time: a kill loses the epochs since.
   */
  epoch(row: EpochResult): void;
  /** Writes everything and the end into run.json. */
  finish(end: RunEnd): Promise<RunRecord>;
}

/** How long the start waits for git; what comes later stands in run.json when the run ends. */
const GIT_PATIENCE_MS = 20;
const FLUSH_EVERY_MS = 250;
const FLUSH_SHARE = 0.05;

/**
 * Makes the run's folder with experiment.yaml, run.json and metrics.csv. Call it when training really
 * starts: bad input leaves no folder. All methods throw a UserError (exit 4) where the disk does not do its part.
 */
export async function createRecord(runsDir: string, start: RunStart): Promise<RecordWriter> {
  const clock = start.clock ?? startClock();
  const columns = columnsOf(start.metrics, start.rows.validation !== undefined);
  const head = csvHead(columns);
  const git = await Promise.race([start.git, later(GIT_PATIENCE_MS, unknownGit('not known yet'))]);
  const nameOf = (attempt: number) =>
    makeId(clock.date, start.experiment.name, start.experimentHash, attempt);
  let first = firstRecord('', start, git, clock);
  const id = withIoErrors('make a folder for the run', runsDir, () =>
    makeFolder(runsDir, nameOf, (name) => {
      first = { ...first, id: name };
      return { 'experiment.yaml': start.text, 'metrics.csv': head, 'run.json': toText(first) };
    }),
  );
  const folder = join(runsDir, id);
  const metrics = new MetricsFile(join(folder, 'metrics.csv'), head);
  const best = new BestValues();
  let last: EpochResult | undefined;
  return {
    id,
    folder,
    epoch(row) {
      last = row;
      best.add(row.epoch, row.logs);
      metrics.add(csvLine(columns, row));
    },
    async finish(end) {
      metrics.flush();
      const record = lastRecord({ ...first, git: await start.git }, end, last, best, clock.tick);
      const path = join(folder, 'run.json');
      withIoErrors('write the run record', path, () => writeAtomic(path, toText(record)));
      return record;
    },
  };
}

/** metrics.csv, rewritten as a whole so that a reader never sees half a line. */
class MetricsFile {
  private due = 0;
  private dirty = false;

  constructor(
    private readonly path: string,
    private text: string,
  ) {}

  add(line: string): void {
    this.text += line;
    this.dirty = true;
    if (performance.now() >= this.due) this.flush();
  }

  flush(): void {
    if (!this.dirty) return;
    const begun = performance.now();
    withIoErrors('write the metrics', this.path, () => writeAtomic(this.path, this.text));
    const ended = performance.now();
    this.due = ended + Math.max(FLUSH_EVERY_MS, (ended - begun) / FLUSH_SHARE);
    this.dirty = false;
  }
}

function lastRecord(
  record: RunRecord,
  end: RunEnd,
  last: EpochResult | undefined,
  best: BestValues,
  tick: number,
): RunRecord {
  const nulls = { ...record.nulls };
  const ended: RunRecord = {
    ...record,
    status: end.status,
    times: { ...record.times, ended: new Date().toISOString(), seconds: (performance.now() - tick) / 1000 },
    epochs: last?.epoch ?? 0,
    stop_reason: end.stopReason ?? null,
    metrics: { final: { ...(last && bySplit(last.logs)), ...end.final }, best: best.values },
    expect: end.expect ?? [],
    error: end.error ? { message: end.error.message, exit_code: end.error.exitCode } : null,
  };
  return { ...finite(ended, nulls), nulls };
}

function toText(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Resolves after `ms`, and does not keep the process alive for it. */
function later<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}
