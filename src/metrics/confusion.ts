import { align, valuesMisfit } from '../losses/align.js';
import type { Judged } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import { within } from './top-k.js';

/** What counts as a yes, and of which outputs. */
export interface Reading {
  /** Outputs above it are a yes; as many as there are thresholds. */
  readonly thresholds: readonly number[];
  /** The thresholds lie evenly from 0 to 1: Keras then counts in buckets, which rounds a little differently. */
  readonly even?: boolean;
  /** Also outputs of 0 are above the first threshold. */
  readonly fromZero?: boolean;
  readonly topK?: number;
  readonly classId?: number;
  /** What each output counts. */
  readonly labelWeights?: readonly number[];
  /** Every output has a table of its own. */
  readonly byLabel?: boolean;
}

/** What a table of yes and no sums up to, at every threshold. */
export interface Counts {
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
  readonly trueNegatives: readonly number[];
  readonly falseNegatives: readonly number[];
}

/** Numbers that one table takes: true and false positives at every threshold, then all positives and all negatives. */
export const tableSize = ({ thresholds }: Reading) => 2 * thresholds.length + 2;

/**
 * Counts yes and no beside a target of 0 and 1 (what is not 0 is 1), all outputs together or each by itself: a vector of
 * tables, as update_confusion_matrix_variables counts (keras/src/metrics/metrics_utils.py). One product of matrices
 * counts at all thresholds.
 */
export function countYes(reading: Reading, given: Tensor, found: Tensor, tf: Ops, weights?: Tensor): Tensor {
  const { target, output, weight } = read(reading, given, found, tf, weights);
  const labels = reading.byLabel ? output.shape.at(-1)! : 1;
  const flat = (x: Tensor) =>
    labels === 1 ? tf.reshape(x, [1, -1]) : tf.transpose(tf.reshape(x, [-1, labels]), [1, 0]);
  const positive = flat(tf.mul(tf.cast(tf.notEqual(target, 0), 'float32'), weight));
  const negative = flat(tf.mul(tf.cast(tf.equal(target, 0), 'float32'), weight));
  const both = tf.stack([positive, negative], 1);
  const yes = tf.matMul(both as never, above(reading, tf.expandDims(flat(output), -1), tf) as never);
  return tf.reshape(tf.concat([tf.reshape(yes, [labels, -1]), tf.sum(both, -1)], 1), [-1]);
}

/** [..., 1] to [..., thresholds]: 1 where a value is above the threshold. */
function above({ thresholds, even, fromZero }: Reading, value: Tensor, tf: Ops): Tensor {
  if (!even) return tf.cast(tf.greater(value, tf.tensor1d([...thresholds])), 'float32');
  const bucket = tf.sub(tf.ceil(tf.mul(tf.clipByValue(value, 0, 1), thresholds.length - 1)), 1);
  const numbers = tf.tensor1d(thresholds.map((_threshold, at) => at));
  return tf.cast(tf.greaterEqual(fromZero ? tf.relu(bucket) : bucket, numbers), 'float32');
}

function read(
  { topK, classId, labelWeights }: Reading,
  given: Tensor,
  found: Tensor,
  tf: Ops,
  weights?: Tensor,
) {
  const aligned = align(given, found, tf);
  let { target, output } = aligned;
  let weight = tf.onesLike(output);
  if (weights) weight = tf.mul(weight, behind(weights, output.rank, tf));
  if (labelWeights) weight = tf.mul(weight, tf.tensor1d([...labelWeights]));
  // Outputs that are not among the greatest are below every threshold.
  if (topK !== undefined) output = tf.where(within(output, topK, tf), output, tf.fill(output.shape, LOWEST));
  if (classId !== undefined) {
    const start = [...output.shape.slice(1).map(() => 0), classId];
    const cut = (x: Tensor) => tf.slice(x, start, [...x.shape.slice(0, -1), 1]);
    [target, output, weight] = [cut(target), cut(output), cut(weight)];
  }
  return { target, output, weight };
}

/** Keras's metrics_utils.NEG_INF. */
export const LOWEST = -1e10;

/** Weights [batch, ...] with axes of one behind, up to a rank. */
function behind(weights: Tensor, rank: number, tf: Ops): Tensor {
  const missing = rank - weights.rank;
  return missing > 0 ? tf.reshape(weights, [...weights.shape, ...new Array(missing).fill(1)]) : weights;
}

/** The counts of a table, from its sums: those of the table at `index`. */
export function countsOf(reading: Reading, sums: Float64Array, index = 0): Counts {
  const { length } = reading.thresholds;
  const start = index * tableSize(reading);
  const truePositives = [...sums.subarray(start, start + length)];
  const falsePositives = [...sums.subarray(start + length, start + 2 * length)];
  const [positives, negatives] = [sums[start + 2 * length]!, sums[start + 2 * length + 1]!];
  return {
    truePositives,
    falsePositives,
    trueNegatives: falsePositives.map((count) => negatives - count),
    falseNegatives: truePositives.map((count) => positives - count),
  };
}

/** Why yes and no cannot be counted, or undefined. */
export function confusionMisfit(
  name: string,
  { topK, classId }: Pick<Reading, 'topK' | 'classId'>,
  judged: Judged,
): string | undefined {
  const { output, target } = judged;
  const outputs = output.shape.at(-1) ?? 1;
  const isNumber = target.shape.length < output.shape.length || target.shape.at(-1) === 1;
  if (isNumber && outputs > 1) {
    return `${name} counts yes and no for each output, found class numbers beside ${outputs} outputs: set data.target: one_hot`;
  }
  const misfit = valuesMisfit(name, judged);
  if (misfit) return misfit;
  if (classId !== undefined && classId >= outputs) {
    return `${name} has class_id: ${classId}, the model has ${outputs} outputs: use 0 to ${outputs - 1}`;
  }
  if (topK === undefined || topK <= outputs) return undefined;
  return `${name} has top_k: ${topK}, the model has ${outputs} outputs: use at most ${outputs}`;
}
