import type { DType, NDArray, Spec } from '../arrays.js';
import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** Inputs and targets of some rows: first axes are equal. */
export interface Rows {
  /** uint8, int32 or float32; wider types are narrowed when read (float64 and int64 with a range check). */
  readonly x: NDArray;
  /** int32 class numbers, or float32 values. */
  readonly y: NDArray;
}

/** What a source holds. A source that comes whole has `train` only and is cut by `data.split`. */
export interface Source {
  readonly train: Rows;
  readonly test?: Rows;
  /** Names of the classes by number, where targets are classes with names. */
  readonly classes?: readonly string[];
  /** Number of classes, where targets are class numbers. */
  readonly classCount?: number;
  /** They were counted in the rows: there may be classes above that have none. */
  readonly counted?: true;
  /** Names of the numbers in a row of inputs, where they have names. */
  readonly features?: readonly string[];
}

/** What can be known about a source without reading its rows. */
export interface SourceSpec {
  readonly x: Spec;
  /** Target of one row: shape [] for a class number or a single value. */
  readonly y: Spec;
  readonly rows: { readonly train?: number; readonly test?: number };
  readonly hasTest: boolean;
  /** Number of classes, where it is known without reading the rows. */
  readonly classCount?: number;
}

/** Where a dataset finds its files and its randomness. */
export interface SourceContext {
  /** Folder of the experiment file: relative paths start here. */
  readonly folder: string;
  /** Seed of the experiment, for a source whose own `seed` option is absent. */
  readonly seed: number;
}

export interface Dataset<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Shapes and sizes, from headers only. Throws a UserError without position for a file that is not usable. */
  describe(options: OptionsOf<S>, context: SourceContext): Promise<SourceSpec>;
  read(options: OptionsOf<S>, context: SourceContext): Promise<Source>;
}

/** Keeps the literal type of the option schema while checking the row. */
export function defineDataset<const S extends OptionSchema>(dataset: Dataset<S>): Dataset<S> {
  return dataset;
}

export type { DType };
