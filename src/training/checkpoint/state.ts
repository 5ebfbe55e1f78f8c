import type { Layout } from '../../model/weights.js';
import type { EpochResult } from '../epoch.js';
import type { SumsState } from '../sums.js';
import type { Flat } from '../weights.js';

/** Weights as they were at the end of an epoch. */
export interface Copy {
  /** 1-based. */
  readonly epoch: number;
  readonly flat: Flat;
}

/** The copy with the best value of what is watched. */
export interface BestCopy extends Copy {
  readonly monitor: string;
  readonly value: number;
}

/**
 * All that the rest of a training depends on, between two steps. Random numbers have no state: they are keyed by
 * seed, epoch and step.
 */
export interface TrainState {
  /** Epochs that ended. */
  readonly epoch: number;
  /** Rows of the epoch after it that are done. */
  readonly rows: number;
  /** Steps since the start of the run. */
  readonly step: number;
  /** Of those steps, the ones that were skipped for NaN: in all, and in the epoch that goes on. */
  readonly skipped?: { readonly total: number; readonly epoch: number };
  readonly weights: Flat;
  /** The optimizer's vectors, in the order of its `slots`. */
  readonly slots: readonly Float32Array[];
  /** Of the epoch that goes on. */
  readonly sums: SumsState;
  /** Time that the epoch that goes on has taken. */
  readonly epochSeconds: number;
  /** One for each callback; null where it has none. */
  readonly watchers: readonly unknown[];
  /** What a callback has set it to, in place of the optimizer's option. */
  readonly learningRate?: number;
  /** What a callback said at the end of the last epoch. */
  readonly stopReason?: string;
  /** Every epoch that ended. */
  readonly history: readonly EpochResult[];
  /** For `restore_best_weights`. */
  readonly kept?: Copy;
  readonly best?: BestCopy;
}

/** What a checkpoint belongs to: where one of these differs, the rest of the run would too. */
export interface Fingerprint {
  /** Of the experiment, but what only says how long to train and what to look at. */
  readonly experiment: string;
  readonly data: string;
  readonly engine: string;
  readonly threads: number;
  readonly versions: { readonly [name: string]: string };
}

/** A state, and what it was reached with. */
export interface Checkpoint {
  readonly state: TrainState;
  readonly fingerprint: Fingerprint;
  /** Time that the run has taken, as the record counts it. */
  readonly seconds: number;
}

/** What the arrays of a state are by name and shape. */
export interface Frame {
  readonly layout: Layout;
  /** Names of the optimizer's slots. */
  readonly slots: readonly string[];
  /** Numbers that an epoch sums up. */
  readonly sums: number;
}
