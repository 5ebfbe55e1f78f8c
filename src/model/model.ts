import type { Spec } from '../arrays.js';
import type { Choice, Options } from '../experiment/part.js';
import type { Built, Layer } from '../layers/layer.js';

/** One layer of a model, with its place in the experiment file. */
export interface ModelLayer {
  readonly name: string;
  readonly layer: Layer;
  readonly options: Options;
  /** Names of the layers (or `input`) whose outputs it takes. */
  readonly inputs: readonly string[];
  readonly built: Built;
  /** Applied to what the layer puts out. */
  readonly activation?: Choice;
  readonly trainable: boolean;
  /** Its index in `architecture`. */
  readonly index: number;
}

/** A checked model: every shape fits, layers stand in an order in which they can be computed. */
export interface Model {
  /** One sample, after preprocessing. */
  readonly input: Spec;
  readonly layers: readonly ModelLayer[];
  /** Columns of the input that layers can take by a name. */
  readonly groups: readonly Group[];
  /** The layers whose outputs are the model's: the last one of the file, or those that have losses. */
  readonly outputs: readonly ModelLayer[];
}

/** Columns of a row, along its last axis, under a name. */
export interface Group {
  readonly name: string;
  /** Positions; -1 where only the rows tell which column has a name. */
  readonly columns: readonly number[];
}

export const INPUT = 'input';

/** Something that is wrong with a model, at a path of the experiment. */
export interface ModelProblem {
  readonly path: readonly (string | number)[];
  /** Type of the layer that the path leads to: `architecture[2] Add` says more than its index. */
  readonly layer?: string;
  readonly message: string;
  readonly hint?: string;
}
