import type { Experiment } from '../experiment/index.js';
import { moreIsBetter } from '../runs/best.js';
import { mean } from '../statistics.js';
import type { Baseline, Spread } from './baseline.js';
import type { Gate, Verdict } from './gate.js';
import { sentence } from './sentence.js';
import { allowedBy } from './tolerance.js';

/** Final metrics of a run: those that were not finite are null. */
export type Finals = ReadonlyMap<string, number | null>;

/**
 * Holds runs of an experiment against its `expect` and its baseline: every metric that `expect` names, and every final
 * metric of the last of the splits test, validation and train that there is.
 *
 * @param runs one a seed; of several, the mean is held.
 */
export function judgeRuns(
  expect: Experiment['expect'],
  baseline: Pick<Baseline, 'metrics'>,
  runs: readonly Finals[],
): readonly Gate[] {
  const names = new Set([...runs.flatMap((one) => [...one.keys()]), ...Object.keys(baseline.metrics)]);
  return [...gatesOf(expect, [...names])].map((metric) => {
    const values = runs.map((one) => one.get(metric) ?? null);
    const spread = Object.hasOwn(baseline.metrics, metric) ? baseline.metrics[metric]! : null;
    return judgeMetric(metric, expect[metric] ?? {}, spread, values);
  });
}

/** In the order of `expect`, then in that of the metrics. */
function gatesOf(expect: Experiment['expect'], names: readonly string[]): ReadonlySet<string> {
  const last = ['test.', 'validation.', 'train.'].find((split) =>
    names.some((name) => name.startsWith(split)),
  );
  const finals = last === undefined ? [] : names.filter((name) => name.startsWith(last));
  return new Set([...Object.keys(expect), ...finals]);
}

function judgeMetric(
  metric: string,
  { min, max, tolerance }: Experiment['expect'][string],
  spread: Spread | null,
  values: readonly (number | null)[],
): Gate {
  const numbers = values.filter((value) => value !== null);
  const value = numbers.length === values.length && numbers.length > 0 ? mean(numbers) : null;
  const change = value !== null && spread ? difference(value, spread.mean) : null;
  const allowed = spread && allowedBy(tolerance, spread, values.length);
  const facts = {
    metric,
    value,
    baseline: spread && { mean: spread.mean, deviation: spread.deviation, count: spread.count },
    change,
    deviations: change !== null && spread?.deviation ? change / spread.deviation : null,
    allowed: allowed?.amount ?? null,
    tolerance: allowed?.words ?? null,
    min: min ?? null,
    max: max ?? null,
  };
  const verdict = verdictOf(facts);
  return { ...facts, verdict, message: sentence({ ...facts, verdict }) };
}

/** Sums in another order differ by this much, and 0.97 - 0.96 is a little more than 0.01. */
const ROUNDING = 1e-9;
const rounding = (a: number, b: number) => ROUNDING * Math.max(Math.abs(a), Math.abs(b));

function difference(value: number, mean: number): number {
  const found = value - mean;
  return Math.abs(found) <= rounding(value, mean) ? 0 : found;
}

function verdictOf({
  metric,
  value,
  baseline,
  change,
  allowed,
  min,
  max,
}: Omit<Gate, 'verdict' | 'message'>): Verdict {
  if (value === null || !baseline || change === null || allowed === null) return 'missing';
  if (value < (min ?? -Infinity) || value > (max ?? Infinity)) return 'unmet';
  const gain = moreIsBetter(metric.slice(metric.indexOf('.') + 1)) ? change : -change;
  const limit = allowed + rounding(value, baseline.mean);
  return gain < -limit ? 'worse' : gain > limit ? 'better' : 'ok';
}
