import { describe, expect, test } from 'vitest';
import { spreadOf } from '../../src/check/baseline.js';
import { judgeRuns } from '../../src/check/gates.js';
import type { Expectation } from '../../src/experiment/index.js';

type Values = { readonly [metric: string]: number | null };

const baseline = {
  metrics: { 'test.accuracy': spreadOf([0.96, 0.97, 0.98]), 'test.loss': spreadOf([0.1, 0.11, 0.12]) },
};
const finals = (values: Values) => new Map(Object.entries(values));
const judge = (expected: { [metric: string]: Expectation }, ...runs: readonly Values[]) =>
  judgeRuns(expected, baseline, runs.map(finals));
const verdicts = (expected: { [metric: string]: Expectation }, ...runs: readonly Values[]) =>
  Object.fromEntries(judge(expected, ...runs).map(({ metric, verdict }) => [metric, verdict]));

const good = { 'test.accuracy': 0.97, 'test.loss': 0.11 };

describe('a metric is held', () => {
  test.each([
    ['equal', {}, good, 'ok', 'ok'],
    // 4.97 deviations of 0.01 are 0.0497.
    ['a little worse', {}, { 'test.accuracy': 0.9205, 'test.loss': 0.1595 }, 'ok', 'ok'],
    ['worse: less accuracy, more loss', {}, { 'test.accuracy': 0.92, 'test.loss': 0.16 }, 'worse', 'worse'],
    [
      'better: more accuracy, less loss',
      {},
      { 'test.accuracy': 1.02, 'test.loss': 0.06 },
      'better',
      'better',
    ],
    [
      'against its own tolerance',
      { 'test.accuracy': { tolerance: 0.01 } },
      { ...good, 'test.accuracy': 0.955 },
      'worse',
      'ok',
    ],
    [
      'against a relative one',
      { 'test.loss': { tolerance: { relative: 0.1 } } },
      { ...good, 'test.loss': 0.122 },
      'ok',
      'worse',
    ],
    [
      'to the digit that was meant',
      { 'test.accuracy': { tolerance: 0.01 } },
      { ...good, 'test.accuracy': 0.96 },
      'ok',
      'ok',
    ],
    [
      'with no tolerance at all',
      { 'test.accuracy': { tolerance: 0 } },
      { ...good, 'test.accuracy': 0.9699 },
      'worse',
      'ok',
    ],
    ['against its range', { 'test.accuracy': { min: 0.98 } }, good, 'unmet', 'ok'],
    ['against its range from above', { 'test.loss': { max: 0.1 } }, good, 'ok', 'unmet'],
    [
      'to its range before its baseline',
      { 'test.accuracy': { min: 0.95 } },
      { ...good, 'test.accuracy': 0.5 },
      'unmet',
      'ok',
    ],
    ['though it is no number', {}, { ...good, 'test.loss': null }, 'ok', 'missing'],
    ['though it is not there', {}, { 'test.accuracy': 0.97 }, 'ok', 'missing'],
  ] as const)('%s', (_what, expected, values, accuracy, loss) => {
    expect(verdicts(expected, values)).toEqual({ 'test.accuracy': accuracy, 'test.loss': loss });
  });

  test('that the baseline does not know: no pass', () => {
    const gate = judge({}, { ...good, 'test.auc': 0.9 }).find(({ metric }) => metric === 'test.auc')!;
    expect(gate).toMatchObject({ verdict: 'missing', value: 0.9, baseline: null, allowed: null });
    expect(gate.message).toBe(
      'test.auc is 0.9000, and the baseline has no value for it: make it anew with --update',
    );
  });

  test('by its mean where there are several runs, all of which must have a value', () => {
    const runs = [0.93, 0.95, 0.94].map((value) => ({ ...good, 'test.accuracy': value }));
    const [gate] = judge({}, ...runs);
    // t(0.975, 2) s sqrt(1/3 + 1/3), which is more than 3 s / sqrt(3).
    expect(gate).toMatchObject({
      value: expect.closeTo(0.94, 12),
      verdict: 'ok',
      allowed: expect.closeTo(0.035131, 6),
    });
    expect(judge({}, ...runs, { ...good, 'test.accuracy': null })[0]).toMatchObject({
      verdict: 'missing',
      value: null,
    });
  });
});

test('gates are what expect names and all of the last split', () => {
  const values = { 'train.loss': 1, 'validation.loss': 1, 'validation.accuracy': 0.5 };
  const metrics = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, spreadOf([value])]),
  );
  const names = (expected: { [metric: string]: Expectation }, run: Values) =>
    judgeRuns(expected, { metrics }, [finals(run)]).map(({ metric }) => metric);
  expect(names({}, values)).toEqual(['validation.loss', 'validation.accuracy']);
  expect(names({ 'train.loss': { max: 2 } }, values)).toEqual([
    'train.loss',
    'validation.loss',
    'validation.accuracy',
  ]);
  // A split that only one side has cannot pass by being absent from the other.
  expect(names({}, { ...values, 'test.loss': 1 })).toEqual(['test.loss']);
});

test('a sentence says what moved, by how much, and what was allowed', () => {
  const text = (expected: { [metric: string]: Expectation }, accuracy: number) =>
    judge(expected, { ...good, 'test.accuracy': accuracy })[0]!.message;
  expect([
    text({}, 0.97),
    text({}, 0.965),
    text({}, 0.9),
    text({}, 1.03),
    text({ 'test.accuracy': { min: 0.95, tolerance: { relative: 0.01 } } }, 0.9),
    judge({}, { ...good, 'test.accuracy': null })[0]!.message,
  ]).toMatchInlineSnapshot(`
    [
      "test.accuracy is 0.9700: equal to the baseline's 0.9700 ± 0.0100, within the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds)",
      "test.accuracy is 0.9650: 0.0050 (0.5 deviations) below the baseline's 0.9700 ± 0.0100, within the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds)",
      "test.accuracy is 0.9000: 0.0700 (7.0 deviations) below the baseline's 0.9700 ± 0.0100, worse than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds)",
      "test.accuracy is 1.0300: 0.0600 (6.0 deviations) above the baseline's 0.9700 ± 0.0100, better than the tolerance of 0.0497 (4.97 deviations, for a baseline of 3 seeds); --update keeps it",
      "test.accuracy is 0.9000, expected at least 0.95; 0.0700 (7.0 deviations) below the baseline's 0.9700 ± 0.0100",
      "test.accuracy has no finite value in this run",
    ]
  `);
});

test('of a baseline without deviation, none is counted', () => {
  const [gate] = judgeRuns({}, { metrics: { 'test.loss': spreadOf([0.5, 0.5]) } }, [
    finals({ 'test.loss': 0.51 }),
  ]);
  expect(gate).toMatchObject({ verdict: 'worse', deviations: null, change: expect.closeTo(0.01, 12) });
});
