import type { RunRecord } from '../runs/record.js';

/** A trial to be trained; plain JSON, so that it can go to another process or machine. */
export interface TrialTask {
  /** Id of the sweep: the parent of the run. */
  readonly sweep: string;
  readonly number: number;
  /** How often it has begun before: tells two tasks of one trial apart. */
  readonly attempt: number;
  readonly experiment: {
    /** Absolute: relative paths in it start at its folder. */
    readonly file: string;
    readonly text: string;
  };
  /** `path=value`: those of the trial, and those that every trial has. */
  readonly overrides: readonly string[];
  /** Of the experiment with the overrides. */
  readonly experiment_hash: string;
  /** Id of the run that is to go on; null for one that begins anew. */
  readonly run: string | null;
  /** Epochs after which the trial is to be told whether to go on, before it does. */
  readonly decisions: readonly number[];
}

/** `loss` and metrics by name, as the columns of metrics.csv: `val_accuracy`. Null where not finite. */
export type EpochValues = { readonly [name: string]: number | null };

/** Hears of a trial while it is trained. */
export interface TrialWatcher {
  /** It has a run now; trains its first step. */
  started(run: string): void;
  /** An epoch (1-based) has ended. Epochs of an earlier attempt are not told again. */
  epoch(epoch: number, values: EpochValues): void;
  /** Asked after each epoch of `decisions`, behind `epoch`: whether it is to go on. Else it ends as `stopped`. */
  goesOn(epoch: number): boolean | Promise<boolean>;
}

export interface TrialEnd {
  /** interrupted: it is to go on another time. */
  readonly status: 'completed' | 'stopped' | 'failed' | 'interrupted';
  /** Null where it came to no run: a mistake in its values, say. */
  readonly run: string | null;
  readonly data_hash: string | null;
  readonly epochs: number;
  /** Final metrics, by split; of a stopped trial, those of its last epoch (train and validation). */
  readonly final: RunRecord['metrics']['final'];
  readonly seconds: number | null;
  readonly error: RunRecord['error'];
}

/** Something that trains trials: processes of this machine, or others. */
export interface Executor {
  /** How many trials it can train at a time just now. */
  readonly slots: number;
  /** Whether it trains on other machines: what their data is, they see to. */
  readonly elsewhere?: boolean;
  /**
   * Trains a trial. What goes wrong with it alone is its end (`failed`).
   *
   * @throws UserError for what is wrong with all of them: a disk that is full, a queue that cannot be reached.
   */
  run(task: TrialTask, watcher: TrialWatcher, signal: AbortSignal): Promise<TrialEnd>;
  /** Ends all that it has started. Trials that still run are interrupted. */
  close(): Promise<void>;
}
