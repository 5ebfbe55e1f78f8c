import type { Logs } from '../callbacks/callback.js';

export interface StartEvent {
  /** Of the run record. */
  readonly folder: string;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** Rows of the training split. */
  readonly rows: number;
  /** Names of the metrics, without `loss`. */
  readonly metrics: readonly string[];
}

export interface BatchEvent {
  /** 1-based. */
  readonly epoch: number;
  /** Steps of this epoch that are done: 1-based. */
  readonly step: number;
  /** Rows of this epoch that are done. */
  readonly samples: number;
  /** `loss` and metrics of the epoch so far. A function, because few batches are shown. */
  readonly logs: () => Logs;
}

export interface EpochEvent {
  /** 1-based. */
  readonly epoch: number;
  /** `loss` and metrics, averaged over the epoch. */
  readonly logs: Logs;
  /** `loss` and metrics of the validation split, without `val_`; absent where there is none. */
  readonly valLogs?: Logs;
  readonly seconds: number;
  readonly learningRate: number;
  /** Steps that were skipped for NaN, where `training.on_nan` says so. */
  readonly skipped?: number;
}

export interface EndEvent {
  /** Why training ended before its last epoch. */
  readonly reason?: string;
}

export interface EvaluatedEvent {
  /** `loss` and metrics at the end by split. */
  readonly final: { readonly [split: string]: Logs | undefined };
}

/**
 * Watches training. Calls are synchronous and on the training thread: `batch` comes after every step and has
 * to cost next to nothing. Events may be reused by the caller: take what is needed, keep none. `end` comes
 * also after an error or an interruption; one without a reason says nothing and may come again. `evaluated` comes last,
 * when the record is complete, and only for a run that was trained to its end.
 */
export interface TrainingListener {
  start(event: StartEvent): void;
  batch(event: BatchEvent): void;
  epoch(event: EpochEvent): void;
  end(event: EndEvent): void;
  evaluated?(event: EvaluatedEvent): void;
}

/** Tells one listener after the other. */
export function together(...listeners: readonly TrainingListener[]): TrainingListener {
  const tell = (what: (one: TrainingListener) => void) => {
    for (const one of listeners) what(one);
  };
  return {
    start: (event) => tell((one) => one.start(event)),
    batch: (event) => tell((one) => one.batch(event)),
    epoch: (event) => tell((one) => one.epoch(event)),
    end: (event) => tell((one) => one.end(event)),
    evaluated: (event) => tell((one) => one.evaluated?.(event)),
  };
}

/** Hears everything and does nothing. */
export const silent: TrainingListener = { start() {}, batch() {}, epoch() {}, end() {} };
