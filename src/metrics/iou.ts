import { formatShape } from '../arrays.js';
import type { ValueSchema } from '../experiment/part.js';
import type { Judged } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import { targetWords } from './target-words.js';

/** Keras's backend.epsilon(). */
const EPSILON = 1e-7;

/** How classes are read from target and output. */
export interface Classes {
  readonly num_classes: number;
  readonly ignore_class?: number;
  /** The target, and the output, hold class numbers; else a value for each class along the last axis. */
  readonly sparse_y_true: boolean;
  readonly sparse_y_pred: boolean;
}

export const NUM_CLASSES = {
  type: 'integer',
  minimum: 2,
  description: 'How many classes there are.',
} as const;
export const TARGET_CLASSES = {
  type: 'array',
  items: { type: 'integer', minimum: 0 },
  minItems: 1,
  description: 'The classes whose mean is taken.',
} as const;
export const IGNORE_CLASS = { type: 'integer', description: 'Items of this class do not count.' } as const;
export const sparse = <const D extends boolean>(what: string, value: D) =>
  ({
    type: 'boolean',
    default: value,
    description: `The ${what} holds class numbers; else a value for each class along its last axis.`,
  }) as const satisfies ValueSchema;

/** Why classes cannot be read, or undefined. `classes`: those that are asked for. */
export function iouMisfit(
  name: string,
  { num_classes, sparse_y_true, sparse_y_pred }: Classes,
  classes: readonly number[],
  { output, target }: Judged,
): string | undefined {
  const beyond = classes.find((one) => one >= num_classes);
  if (beyond !== undefined)
    return `${name} has class ${beyond} in target_class_ids, num_classes is ${num_classes}: use 0 to ${num_classes - 1}`;
  const [y, found] = [rowsOf(target.shape, sparse_y_true), rowsOf(output.shape, sparse_y_pred)];
  const shapes = `found output ${formatShape(output.shape)} and ${targetWords(target.shape)}`;
  if (sparse_y_pred && output.shape.at(-1) === num_classes && formatShape(y) !== formatShape(found)) {
    return `${name} takes outputs for class numbers, ${shapes}: set sparse_y_pred: false`;
  }
  if (!sparse_y_pred && output.shape.at(-1) !== num_classes) {
    return `${name} expects outputs for ${num_classes} classes, ${shapes}: set num_classes: ${output.shape.at(-1) ?? 1}, or sparse_y_pred: true`;
  }
  if (!sparse_y_true && target.shape.at(-1) !== num_classes) {
    return `${name} expects one-hot targets of ${num_classes} classes, ${shapes}: set data.target: one_hot`;
  }
  if (formatShape(y) === formatShape(found)) return undefined;
  return `${name} expects a class in the target for each one in the output, ${shapes}: check sparse_y_true and sparse_y_pred`;
}

/** One class number each: without the axis of classes, or without a last one of one. */
const rowsOf = (shape: readonly number[], isSparse: boolean) =>
  isSparse && shape.at(-1) !== 1 ? shape : shape.slice(0, -1);

/** How often each class of the target (rows) was taken for which (columns): [num_classes²]. */
export function confusions(
  given: Classes,
  target: Tensor,
  output: Tensor,
  tf: Ops,
  weights?: Tensor,
): Tensor {
  const { num_classes: n, ignore_class } = given;
  const numbers = (x: Tensor, isSparse: boolean) =>
    tf.reshape(isSparse ? tf.cast(x, 'int32') : tf.argMax(x, -1), [-1]);
  const [y, found] = [numbers(target, given.sparse_y_true), numbers(output, given.sparse_y_pred)];
  const inside = [y, found].flatMap((x) => [tf.greaterEqual(x, 0), tf.less(x, n)]);
  const ignored = ignore_class === undefined ? [] : [tf.notEqual(y, ignore_class)];
  const counts = tf.cast(
    [...inside, ...ignored].reduce((all, one) => tf.logicalAnd(all, one)),
    'float32',
  );
  // Rows of one weight each may hold several items.
  const rows = weights && tf.reshape(weights, [-1, 1]);
  const weight = rows ? tf.reshape(tf.mul(tf.reshape(counts, [rows.shape[0]!, -1]), rows), [-1]) : counts;
  // What is out of bounds counts nothing, but needs a number that is none.
  const oneHot = (x: Tensor) =>
    tf.oneHot(tf.cast(tf.clipByValue(tf.cast(x, 'float32'), 0, n - 1), 'int32'), n, 1, 0, 'float32');
  const weighed = tf.mul(oneHot(y), tf.expandDims(weight, -1));
  return tf.reshape(tf.matMul(weighed as never, oneHot(found) as never, true), [-1]);
}

/** The mean over classes of intersection over union; classes that occur nowhere do not count. */
export function meanOverUnion(sums: Float64Array, classes: readonly number[]): number {
  const n = Math.sqrt(sums.length);
  const at = (row: number, column: number) => sums[row * n + column]!;
  let [total, seen] = [0, 0];
  for (const one of classes) {
    let union = -at(one, one);
    for (let other = 0; other < n; other++) union += at(one, other) + at(other, one);
    if (union <= 1e-9) continue;
    total += at(one, one) / (union + EPSILON);
    seen++;
  }
  return total / (seen + EPSILON);
}
