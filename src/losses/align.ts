import type { Spec } from '../arrays.js';
import { formatShape } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import type { Judged } from './loss.js';

/**
 * Target and output in one shape, the target as float32: Keras's squeeze_or_expand_to_same_rank, for shapes that
 * `sameValues` accepts. A column [batch, 1] beside a vector [batch] stays a column, so that a mean over the last
 * axis leaves the rows.
 */
export function align(target: Tensor, output: Tensor, tf: Ops): { target: Tensor; output: Tensor } {
  const y = target.dtype === 'float32' ? target : tf.cast(target, 'float32');
  if (y.rank === output.rank) return { target: y, output };
  const column = Math.max(y.rank, output.rank) === 2;
  if (y.rank > output.rank)
    return align(y, column ? tf.expandDims(output, -1) : tf.squeeze(output, [-1]), tf);
  if (column) return { target: tf.expandDims(y, -1), output };
  return { target: y, output: tf.squeeze(output, [-1]) };
}

/** Whether an output has a value for every value of the target: equal shapes, but for a last axis of one. */
export function sameValues(output: Spec, target: Spec): boolean {
  const strip = ({ shape }: Spec) => formatShape(shape.at(-1) === 1 ? shape.slice(0, -1) : shape);
  return strip(output) === strip(target);
}

/** The misfit of what compares values one by one. */
export function valuesMisfit(name: string, { output, target, classCount }: Judged): string | undefined {
  if (sameValues(output, target)) return undefined;
  const found = `${name} needs one output for each value of the target: found output ${formatShape(output.shape)}`;
  if (target.dtype === 'int32' && target.shape.length === 0 && classCount !== undefined && classCount > 2) {
    return `${found} and a class number as target; use sparse_categorical_crossentropy, or data.target: one_hot`;
  }
  const what = target.shape.length === 0 ? 'a single value' : formatShape(target.shape);
  const units = target.shape.length <= 1 ? `; set units: ${target.shape[0] ?? 1} in the last layer` : '';
  return `${found} and target ${what}${units}`;
}

/** Mean over the last axis: [batch, ..., n] to [batch, ...]; a vector [batch] stays as it is. */
export function meanOfLast(x: Tensor, tf: Ops): Tensor {
  if (x.rank === 1) return x;
  return x.shape.at(-1) === 1 ? tf.squeeze(x, [-1]) : tf.mean(x, -1);
}
