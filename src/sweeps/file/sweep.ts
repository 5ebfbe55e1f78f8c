import type { Sampler } from '../samplers/sampler.js';
import type { Space } from '../space.js';

export interface Objective {
  /** As written: `val_accuracy`, `test.accuracy`. */
  readonly name: string;
  readonly goal: 'maximize' | 'minimize';
}

export interface EarlyTermination {
  readonly type: 'hyperband' | 'asha' | 'median';
  readonly min_iter: number;
  readonly max_iter?: number;
  readonly eta: number;
  readonly s?: number;
}

/** A sweep that can be run: its experiment was tried with values of every parameter. */
export interface Sweep {
  /** As given: how problems name it. */
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly description?: string;
  /** Path of the experiment file, from the working directory or absolute. */
  readonly experiment: string;
  readonly sampler: Sampler;
  readonly objectives: readonly Objective[];
  readonly space: Space;
  readonly earlyTerminate?: EarlyTermination;
  /** The most trials. */
  readonly runCap?: number;
  readonly seed: number;
}
