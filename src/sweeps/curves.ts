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
    learnCurve(study, number, join(dirname(folder), basename(run)), column);
  }
}

/** Tells a study of the epochs that a trial has had, by the folder of its run. */
export function learnCurve(study: Study, number: number, folder: string, column: string): void {
  for (const [i, value] of curveOf(folder, column).entries()) {
    study.epoch(number, i + 1, Number.isFinite(value) ? value : null);
  }
}

/** A column of the metrics.csv in the folder of a run; empty where the run is not there. */
function curveOf(folder: string, column: string): readonly number[] {
  try {
    return readHistory(folder).curves.get(column) ?? [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [];
  }
}
