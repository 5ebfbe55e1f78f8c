import type { Spec } from '../arrays.js';
import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';

/** What a loss or metric is asked to judge: the model's last layer beside the target. */
export interface Judged {
  /** One sample of the model's output. */
  readonly output: Spec;
  /** One sample of the target, after `data.target`. */
  readonly target: Spec;
  /** Number of classes of an int32 target, where known. */
  readonly classCount?: number;
  /** The classes that occur in the data, where there may be more. */
  readonly leastClasses?: number;
  /** Name of the activation that ends the model, `linear` if none. */
  readonly activation: string;
}

/** A loss, with the arguments, defaults and numbers of Keras 3's loss of the same name. */
export interface Loss<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** The activation that the loss can undo: behind it, the loss is computed from the logits. */
  readonly logitsOf?: 'softmax' | 'sigmoid';
  /** It compares with class numbers: columns of a target of floats are cast to integers for it. */
  readonly integers?: true;
  /** Why this loss cannot judge this output and target (found, expected, what to do), or undefined. */
  misfit(options: OptionsOf<S>, judged: Judged): string | undefined;
  /**
   * The loss of every item: [batch, ...] (Keras's `call`, before the mean over all of it).
   * `output` holds logits when `fromLogits` is set: `from_logits` was given, or the last activation was undone.
   */
  apply(options: OptionsOf<S>, target: Tensor, output: Tensor, fromLogits: boolean, tf: Ops): Tensor;
  /** The items that count, bool [batch, ...]: the loss is the mean over them. Undefined, or no such function: all. */
  counted?(options: OptionsOf<S>, target: Tensor, output: Tensor, tf: Ops): Tensor | undefined;
  /** Whether a batch's loss is another number than the mean of its rows' own losses. Absent: it is that mean. */
  pooled?(options: OptionsOf<S>): boolean;
}

/** An option of every loss. It has no default, so that experiments resolve to what they were before there was one. */
export const REDUCTION = {
  enum: ['sum_over_batch_size', 'mean', 'sum', 'mean_with_sample_weight'],
  description:
    'What is made of the losses of a batch: their mean (sum_over_batch_size, the default, or mean), their sum, or the mean by the weights of rows.',
} as const;

export type Reduction = (typeof REDUCTION.enum)[number];

/** With the option that every loss has, `reduction`, which is not its own affair. */
export function defineLoss<const S extends OptionSchema>(loss: Loss<S>): Loss<S> {
  const { options } = loss;
  const properties = { ...options.properties, reduction: REDUCTION };
  return { ...loss, options: { ...options, properties } as S };
}
