import { join } from 'node:path';
import { writeAtomic } from '../../disk/atomic.js';
import { withIoErrors } from '../../disk/io-error.js';
import { UserError } from '../../errors.js';
import { type RunRecord, readRun } from '../../runs/index.js';
import type { EpochEvent, EvaluatedEvent, StartEvent, TrainingListener } from '../../training/listener.js';
import { aboutRun } from './about.js';
import { EventFile, folderIn } from './folder.js';
import { scalar } from './messages.js';
import { epochPoints, evaluationPoints, type Point } from './points.js';

/** Folder of the event files in that of a run. */
const FOLDER = 'tensorboard';

/**
 * Writes event files for TensorBoard into the folder of the run as it goes, an epoch at a time. They are a copy of what
 * the record says: where the disk does not do its part, a note says so at the end, and training goes on without them.
 */
export class TensorBoard implements TrainingListener {
  private folder = '';
  private readonly files = new Map<string, EventFile>();
  private stepsPerEpoch = 0;
  private fault: string | undefined;

  constructor(private readonly note: (sentence: string) => void) {}

  start({ folder, stepsPerEpoch }: StartEvent): void {
    this.folder = folder;
    this.stepsPerEpoch = stepsPerEpoch;
    this.files.clear();
    this.fault = undefined;
    this.attempt(() => this.describe());
  }

  batch(): void {}

  epoch(event: EpochEvent): void {
    this.attempt(() => this.add(epochPoints(event)));
  }

  end(): void {
    if (this.fault) this.note(`TensorBoard's files lack what came since: ${this.fault}`);
    // Told once; nothing more is attempted.
    this.fault &&= '';
  }

  evaluated({ final }: EvaluatedEvent): void {
    this.attempt(() => {
      const { epochs } = this.describe();
      this.add(evaluationPoints(final, epochs * this.stepsPerEpoch));
    });
    this.end();
  }

  /** Replaces what is said of the run beside its curves. Returns its record. */
  private describe(): RunRecord {
    const record = readRun(this.folder);
    const { name, bytes } = aboutRun({ folder: this.folder, record });
    writeAtomic(join(folderIn(this.folder, FOLDER), name), [bytes]);
    return record;
  }

  private add(points: readonly Point[]): void {
    const time = Date.now() / 1000;
    for (const folder of new Set(points.map((point) => point.folder))) {
      const here = points.filter((point) => point.folder === folder);
      const events = here.map(({ tag, step, value }) => scalar({ time, step }, tag, value));
      this.fileIn(folder, time).append(events, here[0]!.step, time);
    }
  }

  private fileIn(folder: string, now: number): EventFile {
    let file = this.files.get(folder);
    if (!file) {
      file = new EventFile(folderIn(folderIn(this.folder, FOLDER), folder), now);
      this.files.set(folder, file);
    }
    return file;
  }

  private attempt(work: () => void): void {
    if (this.fault !== undefined) return;
    try {
      withIoErrors('write for TensorBoard', join(this.folder, FOLDER), work);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.fault = error.message.replace(/\s*\n\s*/g, '; ');
    }
  }
}
