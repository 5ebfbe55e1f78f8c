import type { Choice } from './part.js';

/** An experiment with every default filled in: what is trained, hashed and kept in the record. */
export interface Experiment {
  readonly name: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly seed: number;
  readonly data: Data;
  readonly architecture: readonly Choice[];
  /** Path of an .npz file, relative to the experiment file. */
  readonly initial_weights?: string;
  readonly loss: Choice;
  readonly optimizer: Choice;
  readonly metrics: readonly Choice[];
  readonly training: Training;
  readonly engine: Choice;
  readonly expect: { readonly [metric: string]: Expectation };
}

/** What a final metric must be, and how far it may fall behind its baseline. */
export interface Expectation {
  readonly min?: number;
  readonly max?: number;
  /** A number is absolute. */
  readonly tolerance?: number | Tolerance;
}

/** One of them: in units of the metric, as a fraction of the baseline's mean, in deviations over its seeds. */
export interface Tolerance {
  readonly absolute?: number;
  readonly relative?: number;
  readonly deviations?: number;
}

export interface Data {
  readonly dataset: Choice;
  /** Fractions of all rows of a source that comes whole. */
  readonly split?: { readonly validation?: number; readonly test?: number; readonly stratify: boolean };
  /** For a source with its own test split: a fraction of the training split, or the test split itself. */
  readonly validation?: number | 'test';
  readonly limit?: { readonly train: number };
  readonly preprocess: readonly Choice[];
  readonly augment: readonly Choice[];
  readonly target?: 'one_hot';
}

export interface Training {
  readonly epochs: number;
  readonly batch_size: number | 'full';
  readonly shuffle: boolean;
  readonly callbacks: readonly Choice[];
  /** What a step whose loss, gradient or weights are not finite does: end training, or leave everything as it was. */
  readonly on_nan: 'stop' | 'skip';
  /** False: none are written, and an interrupted run starts over. */
  readonly checkpoint: CheckpointOptions | false;
}

export interface CheckpointOptions {
  /** `auto`: every half minute, and at most a hundredth of the time. Of steps and minutes, whichever comes first. */
  readonly every: 'auto' | 'epoch' | { readonly steps?: number; readonly minutes?: number };
  /** Checkpoints that are kept, the newest ones. */
  readonly keep: number;
}
