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
  /** One, or one for each output: by the name of its layer. */
  readonly loss: Choice | OutputMap<Choice>;
  /** What the losses of several outputs count in their sum; 1 where nothing is said. */
  readonly loss_weights?: OutputMap<number>;
  readonly optimizer: Choice;
  readonly metrics: readonly Choice[] | OutputMap<readonly Choice[]>;
  /** Those that rows count in as in the loss. */
  readonly weighted_metrics?: Experiment['metrics'];
  readonly training: Training;
  readonly engine: Choice;
  readonly expect: { readonly [metric: string]: Expectation };
}

/** Something for each output of a model, by the name of its layer. */
export type OutputMap<T> = { readonly [output: string]: T };

/** Columns of a row: names, where the source has names, or positions from 0. */
export type Columns = readonly (string | number)[];

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
  readonly target?: 'one_hot' | 'input';
  /** Columns of the inputs under a name that layers can take as one of their `inputs`. */
  readonly inputs?: { readonly [name: string]: Columns };
  /** Columns of the target that each output is compared with; `input`: with the input of the model. */
  readonly targets?: OutputMap<Columns | 'input'>;
  /** The column, or array, that says how much each row counts. */
  readonly sample_weight?: string;
}

export interface Training {
  readonly epochs: number;
  readonly batch_size: number | 'full';
  readonly shuffle: boolean;
  readonly callbacks: readonly Choice[];
  /** How much rows of each class count in the loss, by number or name; `balanced`: all classes alike. */
  readonly class_weight?: 'balanced' | { readonly [label: string]: number };
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
