import type { RunRecord } from './runs/index.js';
import type { TrainingListener } from './training/listener.js';

/** How a run is made, and what comes of it. Apart from the pipeline, whose types those who import dlx have no use for. */

export interface RunOptions {
  /** `path=value`, as on the command line. */
  readonly overrides?: readonly string[];
  /** Name of an engine, instead of the one in the file. */
  readonly engine?: string;
  readonly runsDir: string;
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
  /** Go on with the newest unfinished run of the same experiment and data, if there is one. */
  readonly resume?: boolean;
  /** Called when training starts: id of the repeat, or sweep, that the run is a part of. */
  parent?(): string;
  /** Hears of checkpoints that were passed over because they are damaged. */
  note?(sentence: string): void;
}

export interface ResumeOptions extends Omit<RunOptions, 'engine' | 'resume'> {
  /** Go on although data, experiment, engine or versions are not as before; the record says so. */
  readonly force?: boolean;
}

export interface RunResult {
  readonly record: RunRecord;
  /** The record's folder. */
  readonly folder: string;
  /** The newest run of the same name before this one. */
  readonly previous?: RunRecord;
}
