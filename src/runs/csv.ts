import { stringify } from 'csv-stringify/sync';
import type { EpochResult } from '../training/epoch.js';

/**
 * Columns of metrics.csv. `metrics`: names without `loss`; `val_` columns only with a validation split, `skipped_steps`
 * only where steps may be skipped.
 */
export function columnsOf(metrics: readonly string[], validation: boolean, skips = false): readonly string[] {
  const values = ['loss', ...metrics];
  const watched = validation ? values.map((name) => `val_${name}`) : [];
  const last = ['learning_rate', 'seconds', 'weights_hash', ...(skips ? ['skipped_steps'] : [])];
  return ['epoch', 'step', ...values, ...watched, ...last];
}

/** One line of metrics.csv, line feed included. A value that is missing is left empty; NaN stands as NaN. */
export function csvLine(columns: readonly string[], row: EpochResult): string {
  const cells: { readonly [column: string]: string | number } = {
    ...row.logs,
    epoch: row.epoch,
    step: row.step,
    learning_rate: row.learningRate,
    seconds: row.seconds,
    weights_hash: row.weightsHash,
    skipped_steps: row.skipped ?? 0,
  };
  return stringify([columns.map((column) => String(cells[column] ?? ''))]);
}

/** The first line of metrics.csv. */
export function csvHead(columns: readonly string[]): string {
  return stringify([[...columns]]);
}
