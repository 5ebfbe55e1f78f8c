import type { OptionSchema, OptionsOf, Part } from '../experiment/part.js';
import type { Judged } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';

/** A metric, as Keras 3's of the same name: sums over batches, and a number from the sums. */
export interface Metric<S extends OptionSchema = OptionSchema> extends Part<S> {
  /** Which way is better: what EarlyStopping's `mode: auto` and comparisons go by. */
  readonly better: 'higher' | 'lower';
  /** Why this metric cannot judge this output and target (found, expected, what to do), or undefined. */
  misfit(options: OptionsOf<S>, judged: Judged): string | undefined;
  /**
   * Sums over the rows of a batch, a float32 vector of `size` elements that adds up over batches.
   * `output` holds what the model puts out (probabilities after a softmax). `weights`: how much every item counts,
   * float32 [batch] or [batch, ...] (0 where a mask hides it); undefined: all count 1.
   */
  accumulate(
    options: OptionsOf<S>,
    target: Tensor,
    output: Tensor,
    judged: Judged,
    tf: Ops,
    weights?: Tensor,
  ): Tensor;
  /** Length of that vector. */
  size(options: OptionsOf<S>, judged: Judged): number;
  /** `sums`: the vectors of all batches added up; `rows`: the number of rows. */
  result(options: OptionsOf<S>, sums: Float64Array, rows: number, judged: Judged): number;
}

export function defineMetric<const S extends OptionSchema>(metric: Metric<S>): Metric<S> {
  return metric;
}
