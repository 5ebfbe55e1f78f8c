import type { NDArray, Spec } from '../arrays.js';
import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** Numbers found in the training split and compiled into the graph as constants, by name. */
export type Fitted = { readonly [name: string]: NDArray<Float32Array> };

/** A transform of the inputs. It runs inside the compiled graph, so an exported model takes raw data. */
export interface Transform<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Shape and dtype of one sample after the transform; throws an Error whose message says what does not fit. */
  shape(options: OptionsOf<S>, input: Spec): Spec;
  /** Looks at the training split only. `x` is raw data already passed through the transforms before. */
  fit(options: OptionsOf<S>, x: NDArray): Fitted;
  /** `x`: [batch, ...input.shape]. */
  apply(options: OptionsOf<S>, fitted: Fitted, x: Tensor, tf: Ops): Tensor;
  /** The same on plain arrays, row by row: used to fit the next transform. */
  transform(options: OptionsOf<S>, fitted: Fitted, x: NDArray): NDArray;
}

export function defineTransform<const S extends OptionSchema>(transform: Transform<S>): Transform<S> {
  return transform;
}
