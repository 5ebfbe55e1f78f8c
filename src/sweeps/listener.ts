import type { EpochValues } from './executor.js';
import type { SweepRecord, Trial } from './record/record.js';

/** Watches a sweep. Calls are synchronous, in the process that decides about trials. */
export interface SweepListener {
  /** `trials` of an earlier process; `cap`: the most trials, infinite where the search ends by itself. */
  start(event: {
    readonly folder: string;
    readonly record: SweepRecord;
    readonly trials: readonly Trial[];
    readonly cap: number;
  }): void;
  /** A trial begins to train, or goes on after `done` epochs. */
  began(trial: Trial, about: { readonly epochs: number; readonly done: number }): void;
  epoch(trial: Trial, epoch: number, values: EpochValues): void;
  /** A trial has ended, or was interrupted (`waiting`). */
  ended(trial: Trial): void;
  /** Comes also after an error. */
  end(): void;
}

/** Hears everything and does nothing. */
export const unheard: SweepListener = { start() {}, began() {}, epoch() {}, ended() {}, end() {} };
