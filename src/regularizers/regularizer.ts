import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** A penalty on a weight, added to the loss, as Keras 3's regularizer of the same name. */
export interface Regularizer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Why a weight of this shape cannot be penalized (found, expected, what to do), or undefined. Absent: all can. */
  misfit?(options: OptionsOf<S>, shape: readonly number[]): string | undefined;
  /** `weight`: any shape that fits. Returns a scalar. */
  penalty(options: OptionsOf<S>, weight: Tensor, tf: Ops): Tensor;
}

export function defineRegularizer<const S extends OptionSchema>(regularizer: Regularizer<S>): Regularizer<S> {
  return regularizer;
}
