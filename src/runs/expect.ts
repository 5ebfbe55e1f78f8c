import type { Experiment } from '../experiment/types.js';
import type { Outcome, RunRecord, Split } from './record.js';

/**
 * Holds final metrics against the ranges of `expect`; a tolerance alone is for `dlx check`. A value that is missing or
 * not finite fails.
 */
export function judge(
  expect: Experiment['expect'],
  final: { readonly [split in Split]?: { readonly [name: string]: number | null } },
): readonly Outcome[] {
  const ranges = Object.entries(expect).filter(([, { min, max }]) => min !== undefined || max !== undefined);
  return ranges.map(([metric, { min, max }]) => {
    const dot = metric.indexOf('.');
    const value = final[metric.slice(0, dot) as Split]?.[metric.slice(dot + 1)];
    const known = typeof value === 'number' && Number.isFinite(value);
    const pass = known && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
    return { metric, value: known ? value : null, min: min ?? null, max: max ?? null, pass };
  });
}

/** Whether every expectation of a run was met. */
export function passed(record: Pick<RunRecord, 'expect'>): boolean {
  return record.expect.every((outcome) => outcome.pass);
}
