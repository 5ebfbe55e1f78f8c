import { formatShape } from '../arrays.js';
import type { ValueSchema } from '../experiment/part.js';
import type { Judged } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import { targetWords } from './target-words.js';

/** Keras's backend.epsilon(). */
const EPSILON = 1e-7;

export type Average = 'macro' | 'micro' | 'weighted';

/** The options of both F-scores. */
export const OPTIONS = {
  average: {
    enum: ['macro', 'micro', 'weighted'],
    description:
      'Of the scores of all classes: the mean, that of all counts together, or weighted by how often they occur.',
  },
  threshold: {
    type: 'number',
    exclusiveMinimum: 0,
    maximum: 1,
    description: 'Outputs above it are a yes; absent, the greatest one of each row is.',
  },
} as const satisfies { [option: string]: ValueSchema };

/** Why an F-score does not fit. Without an average, Keras gives a number for each class: no number for a log. */
export function scoreMisfit(
  name: string,
  average: Average | undefined,
  { output, target }: Judged,
): string | undefined {
  const outputs = output.shape[0] ?? 1;
  if (output.shape.length !== 1 || (target.shape[0] ?? 1) !== outputs || target.shape.length > 1) {
    const hint =
      outputs > 1 && target.shape.length === 0 ? 'set data.target: one_hot' : 'use precision and recall';
    return `${name} expects targets of 0 and 1 for each of the outputs of a row: found output ${formatShape(output.shape)} and ${targetWords(target.shape)}; ${hint}`;
  }
  if (average !== undefined || outputs === 1) return undefined;
  return `${name} without an average is a number for each of the ${outputs} outputs: set average: macro, micro or weighted`;
}

/** True positives, false positives and false negatives of every output: [3 · outputs]. */
export function scoreCounts(
  threshold: number | undefined,
  given: Tensor,
  output: Tensor,
  tf: Ops,
  weights?: Tensor,
): Tensor {
  const target = tf.cast(given.rank === 1 ? tf.expandDims(given, -1) : given, 'float32');
  const isYes =
    threshold === undefined
      ? tf.logicalAnd(
          tf.greaterEqual(output, tf.max(output, -1, true)),
          // So that rows of zeros are no yes (Keras's words and number).
          tf.greater(tf.abs(output), 1e-9),
        )
      : tf.greater(output, threshold);
  const yes = tf.cast(isYes, 'float32');
  const counts = [tf.mul(yes, target), tf.mul(yes, tf.sub(1, target)), tf.mul(tf.sub(1, yes), target)];
  const weigh = (x: Tensor) => (weights ? tf.mul(x, tf.expandDims(weights, -1)) : x);
  return tf.concat(counts.map((count) => tf.sum(weigh(count), 0)));
}

/** The F-score of such sums; averages as in keras.metrics.FBetaScore. */
export function scoreOf(sums: Float64Array, beta: number, average: Average | undefined): number {
  const outputs = sums.length / 3;
  const at = (kind: number, output: number) => sums[kind * outputs + output]!;
  const labels = Array.from({ length: outputs }, (_, output) => output);
  if (average === 'micro') {
    const total = (kind: number) => labels.reduce((sum, output) => sum + at(kind, output), 0);
    return score(total(0), total(1), total(2), beta);
  }
  const scores = labels.map((output) => score(at(0, output), at(1, output), at(2, output), beta));
  if (average !== 'weighted') return scores.reduce((sum, one) => sum + one, 0) / outputs;
  const counts = labels.map((output) => at(0, output) + at(2, output));
  const all = counts.reduce((sum, count) => sum + count, 0) + EPSILON;
  return scores.reduce((sum, one, output) => sum + (one * counts[output]!) / all, 0);
}

function score(truePositives: number, falsePositives: number, falseNegatives: number, beta: number): number {
  const precision = truePositives / (truePositives + falsePositives + EPSILON);
  const recall = truePositives / (truePositives + falseNegatives + EPSILON);
  return ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall + EPSILON);
}
