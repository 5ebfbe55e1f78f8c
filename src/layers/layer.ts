import type { NDArray, Spec } from '../arrays.js';
import type { Choice, OptionSchema, Options, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** A weight that a layer owns. Names and shapes are Keras 3's. */
export interface WeightSpec {
  /** `kernel`, `bias`, `moving_mean`; nested owners as in `lstm_cell/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Choice;
  /** [fan in, fan out] for its initializer, where they are others than Keras's compute_fans finds in the shape. */
  readonly fans?: readonly [number, number];
  /** Of a vector whose parts start differently: these initializers fill it, one part behind the other. */
  readonly segments?: readonly { readonly size: number; readonly initializer: Choice }[];
  /**
   * Its rows are looked up, and its gradient is the sum over all lookups. Keras keeps that gradient as a list of rows, and where
   * an optimizer squares it, say, it squares every row of the list before it adds up those of equal number (TensorFlow's
   * IndexedSlices): so a step also puts out the sum of squares, which `apply` gives as the gradient of Context.rowSums.
   */
  readonly gathered?: true;
  readonly regularizer?: Choice;
  /** What the weight is held to after every update. */
  readonly constraint?: Choice;
  /** False: state that the layer itself updates while training (moving statistics). */
  readonly trainable?: boolean;
}

/** What is made of the gradients of single lookups, before those of a row are added up. */
export interface RowSums {
  readonly of: 'squares' | 'absolutes';
  /** How far from zero every number of theirs may be: in the gradient itself, too. */
  readonly limit?: number;
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
  /** One sample of the output; of what `apply` returns: the model adds what the activation makes of its shape. */
  readonly output: Spec;
  /** Multiplications and additions for one sample, forward (a multiply-add counts two). Default 0. */
  readonly flops?: number;
}

/** The row of a layer that stands in another one's options (`Bidirectional: {layer: {LSTM: ...}}`), with its options. */
export type FindLayer = (choice: Choice) => { readonly part: Layer; readonly options: Options };

/** Which steps of a sequence count: bool [batch, steps, ...]; undefined: all of them. */
export type Mask = Tensor | undefined;

export interface Context {
  readonly tf: Ops;
  readonly training: boolean;
  /** The mask of every input. */
  readonly masks: readonly Mask[];
  readonly find: FindLayer;
  /** Adds a number (a scalar) to the loss of the step. */
  addLoss(value: Tensor): void;
  /** For a weight that is `gathered`, while it is trained: `sums` takes as its gradient what it says, of the weight's shape. */
  rowSums?(weight: string): (RowSums & { readonly sums: Tensor }) | undefined;
  /** The layer's random inputs by name; empty unless training. */
  readonly random: { readonly [name: string]: Tensor };
  /** Receives the new value of a weight that is not trainable. */
  update(weight: string, value: Tensor): void;
}

/** For layers that treat every step alone, or know what to do with hidden ones. */
export const passMask = (_options: unknown, _inputs: unknown, masks: readonly Mask[]): Mask => masks[0];

/** A layer is a pure function of its weights and inputs; all tensors have the batch as first axis. */
export interface Layer<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Number of inputs: one unless said otherwise. */
  readonly inputs?: 'many';
  /**
   * The mask of its output, as Keras's `compute_mask`; `masks`: one for every input. `passMask` hands on the first one.
   * Absent: the output has none (a layer that sees all steps at once, as Flatten).
   */
  mask?(options: OptionsOf<S>, inputs: readonly Tensor[], masks: readonly Mask[], tf: Ops): Mask;
  /** As in Keras, layers behind it that are given the same inputs find no mask with them. */
  readonly takesMasks?: true;
  /** Whether it makes a mask itself, with as many axes as its output but the last one, and hands on not only those it is given. */
  masks?(options: OptionsOf<S>): boolean;
  /** Adds the penalty of its option `activity_regularizer` by itself; for every other layer the model does. */
  readonly addsActivity?: true;
  /**
   * Whether, with these options, `adapt` fills weights of it before training (Keras's `adapt`). It must then stand right
   * behind the input.
   */
  adapts?(options: OptionsOf<S>): boolean;
  /** Values of weights by name, from all that the layer will be given of the training split: [rows, ...]. */
  adapt?(options: OptionsOf<S>, x: NDArray): { readonly [weight: string]: ArrayLike<number> };
  /** Takes int32 inputs as they are; for every other layer the model casts them to float32. */
  readonly integers?: true;
  /** Its inputs are rows of a table of that many: whole numbers from 0 on. Data that has others is refused. */
  tableRows?(options: OptionsOf<S>): number;
  /**
   * The activation that the model applies to what `apply` returns; absent or undefined: none. This is the only
   * way that a layer ends in an activation, so a cross-entropy behind a softmax or sigmoid can be computed from
   * the logits. (An activation used within a layer, as in recurrent ones, is the layer's own affair.)
   */
  activation?(options: OptionsOf<S>, inputs: readonly Spec[], find: FindLayer): Choice | undefined;
  /**
   * Throws an Error whose message says what does not fit (`kernel 5 does not fit 3x3`); the model adds where.
   */
  build(options: OptionsOf<S>, inputs: readonly Spec[], find: FindLayer): Built;
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
