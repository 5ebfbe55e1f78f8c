import type { LoadedExperiment } from '../../experiment/parse.js';
import type { Population } from '../population.js';
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
  /** As given: how problems name it. Of a grid from the command line, the experiment file. */
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly description?: string;
  /** The experiment that trials are made of. */
  readonly experiment: {
    /** From the working directory, or absolute. */
    readonly file: string;
    readonly text: string;
    /** With the first values of every parameter. */
    readonly first: LoadedExperiment;
  };
  /** As written. */
  readonly parameters: { readonly [path: string]: { readonly [option: string]: unknown } };
  readonly zip: readonly (readonly string[])[];
  readonly constraints: readonly string[];
  /** `path=value,value`, where it was given on the command line and not in a file. */
  readonly grid?: readonly string[];
  readonly sampler: Sampler;
  readonly objectives: readonly Objective[];
  readonly space: Space;
  readonly earlyTerminate?: EarlyTermination;
  /** Of `method: pbt`, and only there. */
  readonly population?: Population;
  /** The most trials. */
  readonly runCap?: number;
  readonly seed: number;
}
