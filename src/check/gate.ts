import type { Spread } from './baseline.js';

/**
 * What a gate found: `missing` (no finite value, or none in the baseline), `unmet` (outside min and max), `worse` than
 * the baseline by more than the tolerance, `better` than it by more than the tolerance, or `ok`. In this order: the first
 * that holds. The first three fail.
 */
export type Verdict = 'missing' | 'unmet' | 'worse' | 'better' | 'ok';

/** One metric held against its range and its baseline. */
export interface Gate {
  /** `test.accuracy` */
  readonly metric: string;
  readonly verdict: Verdict;
  /** Mean over the runs; null where one of them has no finite value. */
  readonly value: number | null;
  /** Null where the baseline has no such metric. */
  readonly baseline: Spread | null;
  /** `value` minus the baseline's mean. */
  readonly change: number | null;
  /** The same in deviations of the baseline; null where it has none. */
  readonly deviations: number | null;
  /** How much worse it may be, in units of the metric, ... */
  readonly allowed: number | null;
  /** ... and where that comes from: `2 %`. */
  readonly tolerance: string | null;
  readonly min: number | null;
  readonly max: number | null;
  /** What was found, in one sentence. */
  readonly message: string;
}

export const failed = ({ verdict }: Gate) =>
  verdict === 'missing' || verdict === 'unmet' || verdict === 'worse';
