import type { DType, NDArray, Spec } from '../arrays.js';
import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';

/** Inputs and targets of some rows: first axes are equal. */
export interface Rows {
  /** uint8, int32 or float32; wider types are narrowed when read (float64 and int64 with a range check). */
  readonly x: NDArray;
  /** int32 class numbers, or float32 values. */
  readonly y: NDArray;
  /** How much each row counts in the loss: float32 [rows]; absent: all count 1. */
  readonly w?: NDArray;
}

/** A column of a target that has several. */
export interface TargetColumn {
  readonly name: string;
  /** Where it holds classes that were numbered. */
  readonly classCount?: number;
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
  /** Columns of the targets, where they have names. */
  readonly targets?: readonly TargetColumn[];
  /** The rows lie in an order, of time or of a text. */
  readonly ordered?: Ordered;
  /**
   * For rows that depend on what the training split holds, such as the numbers of words: makes what stands above
   * into the rows that a model is given. It sees the training split only.
   */
  readonly fit?: (train: Rows) => FittedRows;
}

/**
 * Rows in an order are cut as they lie, training first, then validation, then test. `gap` rows are left out at each
 * cut, where neighbours have something in common.
 */
export interface Ordered {
  readonly gap: number;
}

/** Rows as the training split decides them. */
export interface FittedRows {
  /** The rows of a split, from those that the source has read. */
  rows(read: Rows): Rows;
  /** Names of the classes by number, where they depend on it; there may be fewer than classes. */
  readonly classes?: readonly string[];
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
  readonly ordered?: Ordered;
  /** Names of the numbers in a row of inputs, where they are known without reading the rows. */
  readonly features?: readonly string[];
  /** Columns of the targets, where they have names. */
  readonly targets?: readonly TargetColumn[];
  /** It has the weights that `sampleWeight` names. */
  readonly weighted?: true;
}

/** Where a dataset finds its files and its randomness. */
export interface SourceContext {
  /** Folder of the experiment file: relative paths start here. */
  readonly folder: string;
  /** Seed of the experiment, for a source whose own `seed` option is absent. */
  readonly seed: number;
  /** `data.sample_weight`: the column or array that says how much rows count, which becomes `Rows.w`. */
  readonly sampleWeight?: string;
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
