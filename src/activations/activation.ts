import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** An element-wise function (softmax: along the last axis), as Keras 3's activation of the same name. */
export interface Activation<S extends OptionSchema = OptionSchema> extends Part<S> {
  apply(options: OptionsOf<S>, x: Tensor, tf: Ops): Tensor;
}

export function defineActivation<const S extends OptionSchema>(activation: Activation<S>): Activation<S> {
  return activation;
}
