import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accuracyOf,
  commonestMistakes,
  confusionOf,
  fitOf,
  macroAverage,
  type Score,
  scoresOf,
  weightedAverage,
  worstRows,
} from '../../src/report/scores.js';

interface Labelled {
  readonly name: string;
  readonly classes: number;
  readonly truth: number[];
  readonly predicted: number[];
  readonly matrix: number[][];
  readonly accuracy: number;
  readonly precision: (number | null)[];
  readonly recall: (number | null)[];
  readonly f1: (number | null)[];
  readonly support: number[];
  readonly macro: (number | null)[];
  readonly weighted: (number | null)[];
}

/** What scikit-learn gave: scores.py. */
const { labels, values } = JSON.parse(readFileSync(new URL('scores.json', import.meta.url), 'utf8')) as {
  labels: Labelled[];
  values: {
    name: string;
    truth: number[];
    predicted: number[];
    r2: number;
    mean_absolute: number;
    root_mean_squared: number;
  }[];
};

function close(found: number, expected: number | null): void {
  if (expected === null) expect(found).toBeNaN();
  else expect(found).toBeCloseTo(expected, 12);
}

const three = ({ precision, recall, f1 }: Score) => [precision, recall, f1];

describe('scores of classes are those of scikit-learn', () => {
  test.each(labels.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { classes } = one;
    const confusion = confusionOf(Int32Array.from(one.truth), Int32Array.from(one.predicted), classes);
    expect([...confusion.counts]).toEqual(one.matrix.flat());
    close(accuracyOf(confusion), one.accuracy);
    const scores = scoresOf(confusion);
    for (const [i, score] of scores.entries()) {
      close(score.precision, one.precision[i]!);
      close(score.recall, one.recall[i]!);
      close(score.f1, one.f1[i]!);
      expect(score.support).toBe(one.support[i]);
    }
    for (const [i, value] of three(macroAverage(scores)).entries()) close(value, one.macro[i]!);
    for (const [i, value] of three(weightedAverage(scores)).entries()) close(value, one.weighted[i]!);
  });

  test('commonest mistakes come first, and hits are none', () => {
    const confusion = confusionOf(Int32Array.of(0, 0, 0, 1, 1, 2), Int32Array.of(1, 1, 2, 1, 0, 2), 3);
    expect(commonestMistakes(confusion, 2)).toEqual([
      { truth: 0, predicted: 1, rows: 2 },
      { truth: 0, predicted: 2, rows: 1 },
    ]);
  });
});

describe('errors of values are those of scikit-learn', () => {
  test.each(values.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const fit = fitOf(one.truth, one.predicted);
    close(fit.r2, one.r2);
    close(fit.meanAbsolute, one.mean_absolute);
    close(fit.rootMeanSquared, one.root_mean_squared);
  });
});

describe('the worst rows', () => {
  test('are those that sorting finds, NaN first', () =>
    fc.assert(
      fc.property(fc.array(fc.float(), { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (list, most) => {
        const losses = Float32Array.from(list);
        const rank = (row: number) => (Number.isNaN(losses[row]!) ? Infinity : losses[row]!);
        const sorted = [...losses.keys()].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) - rank(a)));
        expect(worstRows(losses, most)).toEqual(sorted.slice(0, most));
      }),
    ));
});
