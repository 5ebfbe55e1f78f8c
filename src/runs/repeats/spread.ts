import { deviation, interval, mean } from '../../statistics.js';
import { type RunRecord, SPLITS } from '../record.js';
import type { RepeatRecord, Spread } from './record.js';

/** Mean, deviation and interval of every final metric over the completed runs. A metric without finite values has none. */
export function spreads(records: readonly RunRecord[]): RepeatRecord['metrics'] {
  const completed = records.filter(({ status }) => status === 'completed');
  const bySplit = SPLITS.map((split) => {
    const finals = completed.map(({ metrics }) => metrics.final[split] ?? {});
    const names = [...new Set(finals.flatMap((values) => Object.keys(values)))];
    const found = names.flatMap((name) => {
      const spread = spreadOf(finals.map((values) => values[name]));
      return spread ? [[name, spread] as const] : [];
    });
    return [split, Object.fromEntries(found)] as const;
  });
  return Object.fromEntries(bySplit.filter(([, metrics]) => Object.keys(metrics).length > 0));
}

function spreadOf(all: readonly (number | null | undefined)[]): Spread | undefined {
  const values = all.filter((value) => typeof value === 'number');
  if (values.length === 0) return undefined;
  return {
    count: values.length,
    mean: mean(values),
    deviation: deviation(values) ?? null,
    interval: interval(values) ?? null,
    min: Math.min(...values),
    max: Math.max(...values),
  };
}
