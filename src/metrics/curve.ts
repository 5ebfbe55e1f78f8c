import type { Counts } from './confusion.js';
import { falseRates, precisions, recalls } from './rates.js';
import { ratio } from './sums.js';

export type Curve = 'PR' | 'PRGAIN' | 'ROC';
export type Summation = 'interpolation' | 'majoring' | 'minoring';

/** The area under a curve through the points of all thresholds (keras.metrics.AUC.result). */
export function areaUnder(curve: Curve, summation: Summation, counts: Counts): number {
  if (curve === 'PR' && summation === 'interpolation') return interpolatedPrecision(counts);
  const [x, y] = points[curve](counts);
  const heights = {
    interpolation: (a: number, b: number) => (a + b) / 2,
    majoring: Math.max,
    minoring: Math.min,
  }[summation];
  return sumOfSteps(x.length, (i) => (x[i]! - x[i + 1]!) * heights(y[i]!, y[i + 1]!));
}

const points: { [curve in Curve]: (counts: Counts) => [x: readonly number[], y: readonly number[]] } = {
  PR: (counts) => [recalls(counts), precisions(counts)],
  PRGAIN: gains,
  ROC: (counts) => [falseRates(counts), recalls(counts)],
};

/** Precision and recall gain (Flach and Kull 2015), with Keras's answers where they have none. */
function gains({
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
}: Counts): [number[], number[]] {
  const scale = truePositives.map((tp, i) =>
    ratio(tp + falseNegatives[i]!, trueNegatives[i]! + falsePositives[i]!),
  );
  const gain = (missing: readonly number[]) => (tp: number, i: number) =>
    1 - scale[i]! * ratio(missing[i]!, tp);
  return [
    truePositives.map((tp, i) => (tp === 0 ? 0 : Math.max(0, gain(falseNegatives)(tp, i)))),
    truePositives.map((tp, i) => (tp === 0 ? 1 : gain(falsePositives)(tp, i))),
  ];
}

/** Interpolates true and false positives, not their ratio (Davis and Goadrich 2006). */
function interpolatedPrecision({
  truePositives: tp,
  falsePositives: fp,
  falseNegatives: fn,
}: Counts): number {
  const p = tp.map((one, i) => one + fp[i]!);
  return sumOfSteps(tp.length, (i) => {
    const step = tp[i]! - tp[i + 1]!;
    const slope = ratio(step, Math.max(p[i]! - p[i + 1]!, 0));
    const intercept = tp[i + 1]! - slope * p[i + 1]!;
    const share = p[i]! > 0 && p[i + 1]! > 0 ? p[i]! / p[i + 1]! : 1;
    return ratio(slope * (step + intercept * Math.log(share)), Math.max(tp[i + 1]! + fn[i + 1]!, 0));
  });
}

function sumOfSteps(points: number, step: (at: number) => number): number {
  let sum = 0;
  for (let i = 0; i + 1 < points; i++) sum += step(i);
  return sum;
}
