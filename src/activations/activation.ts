import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** A function, element-wise or along an axis, as Keras 3's activation of the same name. */
export interface Activation<S extends OptionSchema = OptionSchema> extends Part<S> {
  /**
   * The shape of what it makes of one sample (no batch); absent: the same. Throws an Error that says what does not fit.
   */
  output?(options: OptionsOf<S>, sample: readonly number[]): readonly number[];
  /** `x` is [batch, ...]. */
  apply(options: OptionsOf<S>, x: Tensor, tf: Ops): Tensor;
}

export function defineActivation<const S extends OptionSchema>(activation: Activation<S>): Activation<S> {
  return activation;
}
