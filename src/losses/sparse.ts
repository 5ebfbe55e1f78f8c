import { formatShape } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import type { Judged } from './loss.js';

/** Class numbers without a last axis of one: [batch, ...] beside an output [batch, ..., classes]. */
export function classOf(target: Tensor, output: Tensor, tf: Ops): Tensor {
  return target.rank === output.rank ? tf.squeeze(target, [-1]) : target;
}

/** What a target of class numbers is, and what to do where the model has more outputs for each row than those. */
export const inWords = (target: readonly number[]) =>
  target.length === 0
    ? 'one class number for each row of data; leave the other axes out before the last layer, with return_sequences: false, a pooling layer or Flatten'
    : `target ${formatShape(target)}`;

/** Why a target does not hold a class number for each row of outputs, or undefined. */
export function sparseTargetMisfit(name: string, { output, target }: Judged): string | undefined {
  const { shape, dtype } = target;
  const [rows, items] = [
    output.shape.slice(0, -1),
    shape.length === output.shape.length ? shape.slice(0, -1) : shape,
  ];
  const isColumn = shape.length < output.shape.length || shape.at(-1) === 1;
  if (!isColumn && formatShape(shape) === formatShape(output.shape)) {
    return `${name} expects class numbers, the target is one-hot: use categorical_crossentropy, or drop data.target`;
  }
  if (dtype === 'float32') {
    return `${name} expects class numbers (integers), the target is ${dtype}: store integers, or use mean_squared_error for values`;
  }
  if (!isColumn || formatShape(rows) !== formatShape(items)) {
    return `${name} expects a class number for each row of outputs: found output ${formatShape(output.shape)} and ${inWords(shape)}`;
  }
  return undefined;
}
