import { join } from 'node:path';
import type { Logs } from '../callbacks/callback.js';
import { writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import type { Lock } from '../disk/lock.js';
import type { EpochResult } from '../training/epoch.js';
import { BestValues, bySplit } from './best.js';
import { csvLine } from './csv.js';
import { finite } from './json.js';
import type { MetricsFile } from './metrics-file.js';
import type { Git, Outcome, RunRecord, Split, Status } from './record.js';
import type { Clock } from './start.js';

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
  /** Time that the run has taken so far. */
  seconds(): number;
  /** Adds a line to metrics.csv. */
  epoch(row: EpochResult): void;
  /** Writes everything and the end into run.json, and gives the folder free. */
  finish(end: RunEnd): Promise<RunRecord>;
}

/** What a recorder goes on with. */
export interface Recording {
  readonly folder: string;
  /** As run.json has it now. */
  readonly record: RunRecord;
  readonly columns: readonly string[];
  readonly metrics: MetricsFile;
  readonly lock: Lock;
  readonly git: Promise<Git>;
  /** When this process began, and the time that others had taken before (s). */
  readonly clock: Clock;
  readonly before: number;
}

/**
 * Writes the record of a run that has its folder. If the process exits before `finish` (a second Ctrl-C, say), the
 * record says `interrupted`.
 */
export class Recorder implements RecordWriter {
  readonly id: string;
  readonly folder: string;
  private readonly best = new BestValues();
  private last: EpochResult | undefined;
  private skipped = 0;
  private readonly onExit = () => {
    try {
      this.write({ status: 'interrupted' }, this.recording.record.git);
      this.recording.lock.release();
    } catch {
      // Nobody is left to tell: the record says `running`, and readers see that the process is gone.
    }
  };

  /** @param history epochs that metrics.csv has already. */
  constructor(
    private readonly recording: Recording,
    history: readonly EpochResult[] = [],
  ) {
    this.id = recording.record.id;
    this.folder = recording.folder;
    for (const row of history) this.note(row);
    process.once('exit', this.onExit);
  }

  seconds(): number {
    return this.recording.before + (performance.now() - this.recording.clock.tick) / 1000;
  }

  epoch(row: EpochResult): void {
    this.note(row);
    this.recording.metrics.add(csvLine(this.recording.columns, row));
  }

  private note(row: EpochResult): void {
    this.last = row;
    this.skipped += row.skipped ?? 0;
    this.best.add(row.epoch, row.logs);
  }

  async finish(end: RunEnd): Promise<RunRecord> {
    const git = await this.recording.git;
    try {
      return this.write(end, git);
    } finally {
      process.off('exit', this.onExit);
      this.recording.lock.release();
    }
  }

  private write(end: RunEnd, git: Git): RunRecord {
    this.recording.metrics.flush();
    const record = this.ended(end, git);
    const path = join(this.folder, 'run.json');
    withIoErrors('write the run record', path, () => writeAtomic(path, toText(record)));
    return record;
  }

  private ended(end: RunEnd, git: Git): RunRecord {
    const { record } = this.recording;
    const nulls = { ...record.nulls };
    const ended: RunRecord = {
      ...record,
      git,
      status: end.status,
      times: { ...record.times, ended: endOf(this.recording.clock).toISOString(), seconds: this.seconds() },
      epochs: this.last?.epoch ?? 0,
      skipped_steps: this.skipped,
      stop_reason: end.stopReason ?? null,
      metrics: {
        final: { ...(this.last && bySplit(this.last.logs)), ...end.final },
        best: this.best.values,
      },
      expect: end.expect ?? [],
      error: end.error ? { message: end.error.message, exit_code: end.error.exitCode } : null,
    };
    return { ...finite(ended, nulls), nulls };
  }
}

/** Now, but never less after the start than time has passed: the calendar's clock may have been set back. */
function endOf({ date, tick }: Clock): Date {
  return new Date(Math.max(Date.now(), date.getTime() + performance.now() - tick));
}

export function toText(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}
