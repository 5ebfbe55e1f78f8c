import { basename, dirname, join } from 'node:path';
import { UserError } from '../errors.js';
import { readHistory } from '../runs/history.js';
import type { Sweep } from './file/sweep.js';
import type { StoredSweep } from './record/record.js';
import { columnOf, type Study } from './study.js';

/** Tells a study of the epochs that trials have had. */
export function learnCurves(study: Study, sweep: Sweep, { folder, record, trials }: StoredSweep): void {
  const column = columnOf(record.objectives[0]!);
  if (!record.early_terminate || column === undefined) return;
  const { epochs } = sweep.experiment.first.value.training;
  for (const { number, run, status, values } of trials) {
    study.begins(number, Number(values['training.epochs'] ?? epochs));
    if (run === null || status === 'failed') continue;
    const curve = curveOf(join(dirname(folder), basename(run)), column);
    for (const [i, value] of curve.entries()) {
      study.epoch(number, i + 1, finite(value));
    }
  }
}

/** A column of the metrics.csv in the folder of a run; empty where the run is not there. */
export function curveOf(folder: string, column: string): readonly number[] {
  try {
    return readHistory(folder).curves.get(column) ?? [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [];
  }
}

export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
