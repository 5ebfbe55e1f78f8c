import type { Spec } from '../arrays.js';
import type { Choice, OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** A weight that a layer owns. Names and shapes are Keras 3's. */
export interface WeightSpec {
  /** `kernel`, `bias`, `moving_mean`; nested owners as in `lstm_cell/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Choice;
  readonly regularizer?: Choice;
  /** False: state that the layer itself updates while training (moving statistics). */
  readonly trainable?: boolean;
}

/** Random numbers that a layer takes as an input, drawn anew for every training step. */
export interface RandomSpec {
  readonly name: string;
  shape(batch: number): readonly number[];
  readonly distribution: RandomLaw;
}

export type RandomLaw =
  /** 1/keep with probability `keep`, else 0. */
  | { readonly kind: 'dropout'; readonly keep: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly stddev: number };

/** What a layer with given options is on given inputs. */
export interface Built {
  readonly weights?: readonly WeightSpec[];
  readonly random?: readonly RandomSpec[];
  /** One sample of the output. */
  readonly output: Spec;
  /** Multiplications and additions for one sample, forward (a multiply-add counts two). Default 0. */
  readonly flops?: number;
}

export interface Context {
  readonly tf: Ops;
  readonly training: boolean;
  /** The layer's random inputs by name; empty unless training. */
  readonly random: { readonly [name: string]: Tensor };
  /** Receives the new value of a weight that is not trainable. */
  update(weight: string, value: Tensor): void;
}

/** A layer is a pure function of its weights and inputs; all tensors have the batch as first axis. */
export interface Layer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Number of inputs: one unless said otherwise. */
  readonly inputs?: 'many';
  /** Takes int32 inputs as they are; for every other layer the model casts them to float32. */
  readonly integers?: true;
  /**
   * The activation that the model applies to what `apply` returns; absent or undefined: none. This is the only
   * way that a layer ends in an activation, so a cross-entropy behind a softmax or sigmoid can be computed from
   * the logits. (An activation used within a layer, as in recurrent ones, is the layer's own affair.)
   */
  activation?(options: OptionsOf<S>, inputs: readonly Spec[]): Choice | undefined;
  /**
   * Throws an Error whose message says what does not fit (`kernel 5 does not fit 3x3`); the model adds where.
   */
  build(options: OptionsOf<S>, inputs: readonly Spec[]): Built;
  /** The output before `activation`, in the shape that `build` said. */
  apply(
    options: OptionsOf<S>,
    weights: { readonly [name: string]: Tensor },
    inputs: readonly Tensor[],
    context: Context,
  ): Tensor;
}

export function defineLayer<const S extends OptionSchema>(layer: Layer<S>): Layer<S> {
  return layer;
}
