import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** Values of one epoch: `loss`, metrics, `val_loss`, `val_<metric>`. */
export type Logs = { readonly [name: string]: number };

/** What a callback asks for at the end of an epoch. */
export interface Verdict {
  /** Stop training after this epoch, and why. */
  readonly stop?: string;
  /** Keep a copy of the weights as the best so far. */
  readonly keep?: boolean;
  /** When training has ended: put the kept weights back. */
  readonly restore?: boolean;
  /** From the next step on. */
  readonly learningRate?: number;
}

export interface Watcher {
  /** `epoch`: 0 for the first. `learningRate`: that of the next step, unless this changes it. */
  epochEnd(epoch: number, logs: Logs, learningRate: number): Verdict;
  /** Called once when training has ended, however it ended. */
  trainEnd?(): Verdict;
  /** What it has learnt from the epochs so far, as plain JSON (NaN and infinities too); absent where it learns nothing. */
  state?(): unknown;
  /** Goes on from what `state` of the same callback with the same options gave. */
  restore?(state: unknown): void;
}

export interface Callback<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** It changes the learning rate, which a schedule would decide: not beside one. */
  readonly setsRate?: true;
  /** `metrics`: the names that Logs will have. Throws an Error whose message says what does not fit. */
  watch(options: OptionsOf<S>, metrics: readonly string[]): Watcher;
}

export function defineCallback<const S extends OptionSchema>(callback: Callback<S>): Callback<S> {
  return callback;
}
