import { formatShape } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { align, sameValues } from './align.js';
import type { Judged } from './loss.js';

/** The option of losses on overlaps. */
export const AXES = {
  type: 'array',
  items: { type: 'integer', minimum: 1 },
  minItems: 1,
  uniqueItems: true,
  description:
    'Axes that are summed over, 0 being that of the batch: [1, 2, 3] takes each image by itself; absent, the whole batch is one.',
} as const;

/** Why overlaps cannot be taken, or undefined. */
export function overlapMisfit(
  name: string,
  axis: readonly number[] | undefined,
  judged: Judged,
): string | undefined {
  const { output, target } = judged;
  const found = `found output ${formatShape(output.shape)}`;
  if (!sameValues(output, target)) {
    return `${name} needs one output for each value of the target: ${found} and target ${formatShape(target.shape)}; for class numbers set data.target: one_hot`;
  }
  const beyond = axis?.find((one) => one > output.shape.length);
  if (beyond === undefined) return undefined;
  return `${name} has axis ${beyond}, ${found}: use 1 to ${output.shape.length}`;
}

/**
 * A loss that is one number for all that is summed over, from target and output (float32, of one shape) and that sum.
 * Where all is summed over, every row has the loss of the batch: [batch] equal numbers, whose mean is Keras's scalar.
 */
export function overlap(
  given: Tensor,
  found: Tensor,
  axis: readonly number[] | undefined,
  tf: Ops,
  f: (target: Tensor, output: Tensor, sum: (x: Tensor) => Tensor) => Tensor,
): Tensor {
  const { target, output } = align(given, found, tf);
  const loss = f(target, output, (x) => tf.sum(x, axis && [...axis]));
  return axis ? loss : tf.mul(tf.ones([output.shape[0]!]), loss);
}
