/** What a classifier made of rows: `counts[true * classes + predicted]`. */
export interface Confusion {
  readonly classes: number;
  readonly counts: Float64Array;
}

/** Rows by true and predicted class. */
export function confusionOf(truth: Int32Array, predicted: Int32Array, classes: number): Confusion {
  const counts = new Float64Array(classes * classes);
  for (let i = 0; i < truth.length; i++) counts[truth[i]! * classes + predicted[i]!]! += 1;
  return { classes, counts };
}

/** Of one class, or averaged over all. NaN where it is a quotient by zero. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Rows of that class. */
  readonly support: number;
}

/**
 * Precision TP / (TP + FP), recall TP / (TP + FN) and F1 = 2 TP / (2 TP + FP + FN) of every class, as scikit-learn's
 * precision_recall_fscore_support has them with zero_division=nan.
 */
export function scoresOf({ classes, counts }: Confusion): readonly Score[] {
  return Array.from({ length: classes }, (_, one) => {
    let [row, column] = [0, 0];
    for (let other = 0; other < classes; other++) {
      row += counts[one * classes + other]!;
      column += counts[other * classes + one]!;
    }
    const hits = counts[one * classes + one]!;
    return { precision: hits / column, recall: hits / row, f1: (2 * hits) / (row + column), support: row };
  });
}

/** Every class counts the same: scikit-learn's macro average. What is NaN is left out. */
export function macroAverage(scores: readonly Score[]): Score {
  return averaged(scores, () => 1);
}

/** A class counts by its rows: scikit-learn's weighted average. What is NaN is left out. */
export function weightedAverage(scores: readonly Score[]): Score {
  return averaged(scores, ({ support }) => support);
}

function averaged(scores: readonly Score[], weightOf: (score: Score) => number): Score {
  const mean = (key: 'precision' | 'recall' | 'f1') => {
    const known = scores.filter((score) => !Number.isNaN(score[key]));
    const weight = known.reduce((sum, score) => sum + weightOf(score), 0);
    return known.reduce((sum, score) => sum + weightOf(score) * score[key], 0) / weight;
  };
  const support = scores.reduce((sum, score) => sum + score.support, 0);
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), support };
}

/** The part of rows whose class was predicted. */
export function accuracyOf({ classes, counts }: Confusion): number {
  let [hits, rows] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    rows += counts[i]!;
    if (i % (classes + 1) === 0) hits += counts[i]!;
  }
  return hits / rows;
}

export interface Mistake {
  readonly truth: number;
  readonly predicted: number;
  readonly rows: number;
}

/** The pairs of classes that are most often taken for one another, at most so many. */
export function commonestMistakes({ classes, counts }: Confusion, most: number): readonly Mistake[] {
  const pairs: Mistake[] = [];
  for (let i = 0; i < counts.length; i++) {
    const [truth, predicted] = [Math.floor(i / classes), i % classes];
    if (truth !== predicted && counts[i]! > 0) pairs.push({ truth, predicted, rows: counts[i]! });
  }
  return pairs.sort((a, b) => b.rows - a.rows).slice(0, most);
}

/** How far values are from the true ones: scikit-learn's r2_score (NaN where all true values are equal) and errors. */
export interface Fit {
  readonly r2: number;
  readonly meanAbsolute: number;
  readonly rootMeanSquared: number;
  /** Mean of predicted minus true. */
  readonly bias: number;
}

export function fitOf(truth: ArrayLike<number>, predicted: ArrayLike<number>): Fit {
  const count = truth.length;
  let [absolute, squared, sum, mean] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const error = predicted[i]! - truth[i]!;
    absolute += Math.abs(error);
    squared += error ** 2;
    sum += error;
    mean += truth[i]! / count;
  }
  let total = 0;
  for (let i = 0; i < count; i++) total += (truth[i]! - mean) ** 2;
  return {
    r2: total === 0 ? Number.NaN : 1 - squared / total,
    meanAbsolute: absolute / count,
    rootMeanSquared: Math.sqrt(squared / count),
    bias: sum / count,
  };
}

/** Rows with the highest loss, at most so many; those whose loss is not a number first. */
export function worstRows(losses: Float32Array, most: number): readonly number[] {
  const badness = (row: number) => (Number.isNaN(losses[row]!) ? Infinity : losses[row]!);
  const worst: number[] = [];
  for (let row = 0; row < losses.length; row++) {
    if (worst.length === most && !(badness(row) > badness(worst.at(-1)!))) continue;
    let at = worst.length;
    while (at > 0 && badness(worst[at - 1]!) < badness(row)) at--;
    worst.splice(at, 0, row);
    if (worst.length > most) worst.pop();
  }
  return worst;
}
