import { sizeOf } from '../arrays.js';
import type { Rows } from '../datasets/dataset.js';
import type { Head, Plan } from '../model/plan.js';
import type { BatchPredictions } from '../training/predict.js';

/** One class for every row. */
export interface ClassPredictions {
  readonly kind: 'classes';
  readonly classCount: number;
  readonly truth: Int32Array;
  readonly predicted: Int32Array;
  /** What the model says for the class that it predicts, and for the true one: a probability if `normalized`. */
  readonly score: Float32Array;
  readonly trueScore: Float32Array;
  readonly normalized: boolean;
}

/** Values for every row: the first of them, where there are many. */
export interface ValuePredictions {
  readonly kind: 'values';
  readonly width: number;
  /** Values of a row that were left out. */
  readonly omitted: number;
  /** [rows, width] */
  readonly truth: Float32Array;
  readonly predicted: Float32Array;
}

/**
 * Outputs that are neither one class nor as many values as the target has, and models of several outputs: nothing but the
 * loss is known of a row.
 */
export interface OtherPredictions {
  readonly kind: 'other';
}

export type Judgement = ClassPredictions | ValuePredictions | OtherPredictions;

/** Takes batches, and keeps of each row only what is needed. */
export interface Collector {
  readonly judgement: Judgement;
  take(batch: BatchPredictions): void;
}

/** Values of a row that are kept. */
const MOST_VALUES = 4;

export function collectorFor(plan: Plan, rows: Rows): Collector {
  const [{ judged, loss, target }, ...others] = plan.heads as readonly [Head, ...Head[]];
  if (others.length > 0 || target.kind !== 'whole') return { judgement: { kind: 'other' }, take: () => {} };
  const { output, activation } = judged;
  const { oneHot } = target;
  const outputs = sizeOf(output.shape);
  const targets = sizeOf(plan.y.shape);
  const { logitsOf } = loss.part;
  const normalized = loss.options.from_logits === true || /^(softmax|sigmoid)$/.test(activation);
  const isFlat = output.shape.length === 1;
  if (isFlat && outputs > 1 && targets === 1 && (logitsOf === 'softmax' || oneHot !== undefined)) {
    return classes(rows, outputs, normalized, (row) => rows.y.data[row]!);
  }
  if (isFlat && outputs > 1 && targets === outputs && logitsOf === 'softmax') {
    const { data } = rows.y;
    return classes(rows, outputs, normalized, (row) => highest(data, row * outputs, outputs));
  }
  const isBinary = outputs === 1 && targets === 1 && logitsOf === 'sigmoid' && areBinary(rows);
  if (isBinary) return binary(rows);
  return targets === outputs && oneHot === undefined
    ? values(rows, outputs)
    : { judgement: { kind: 'other' }, take: () => {} };
}

const areBinary = ({ y }: Rows) => (y.data as Float32Array).every((value) => value === 0 || value === 1);

function emptyClasses(rows: Rows, classCount: number, normalized: boolean) {
  const count = rows.x.shape[0]!;
  const [truth, predicted] = [new Int32Array(count), new Int32Array(count)];
  const [score, trueScore] = [new Float32Array(count), new Float32Array(count)];
  return { kind: 'classes' as const, classCount, truth, predicted, score, trueScore, normalized };
}

/** The class with the highest output is predicted; the first of several. */
function classes(
  rows: Rows,
  count: number,
  normalized: boolean,
  truthOf: (row: number) => number,
): Collector {
  const judgement = emptyClasses(rows, count, normalized);
  return {
    judgement,
    take({ start, rows: size, output }) {
      for (let i = 0; i < size; i++) {
        const row = start + i;
        const predicted = highest(output, i * count, count);
        judgement.truth[row] = truthOf(row);
        judgement.predicted[row] = predicted;
        judgement.score[row] = output[i * count + predicted]!;
        judgement.trueScore[row] = output[i * count + judgement.truth[row]!] ?? 0;
      }
    },
  };
}

/** One output is the probability of class 1, which is predicted above 0.5, as Keras's binary_accuracy does. */
function binary(rows: Rows): Collector {
  const judgement = emptyClasses(rows, 2, true);
  return {
    judgement,
    take({ start, rows: size, output }) {
      for (let i = 0; i < size; i++) {
        const row = start + i;
        const p = output[i]!;
        const truth = rows.y.data[row]!;
        judgement.truth[row] = truth;
        judgement.predicted[row] = p > 0.5 ? 1 : 0;
        judgement.score[row] = p > 0.5 ? p : 1 - p;
        judgement.trueScore[row] = truth === 1 ? p : 1 - p;
      }
    },
  };
}

function values(rows: Rows, outputs: number): Collector {
  const count = rows.x.shape[0]!;
  const width = Math.min(outputs, MOST_VALUES);
  const [truth, predicted] = [new Float32Array(count * width), new Float32Array(count * width)];
  return {
    judgement: { kind: 'values', width, omitted: outputs - width, truth, predicted },
    take({ start, rows: size, output }) {
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < width; j++) {
          truth[(start + i) * width + j] = rows.y.data[(start + i) * outputs + j]!;
          predicted[(start + i) * width + j] = output[i * outputs + j]!;
        }
      }
    },
  };
}

function highest(data: ArrayLike<number>, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (data[from + i]! > data[from + best]!) best = i;
  return best;
}
