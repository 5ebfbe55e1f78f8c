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
  /** The last layer of the file; its output is the model's. */
  readonly last: ModelLayer;
  readonly output: Spec;
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
