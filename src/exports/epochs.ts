import { join } from 'node:path';
import { UserError } from '../errors.js';
import { readHistory } from '../runs/history.js';
import type { RunRecord, StoredRun } from '../runs/index.js';
import type { EpochResult } from '../training/epoch.js';

/** An epoch of a finished run. */
export interface PastEpoch extends Omit<EpochResult, 'weightsHash' | 'skipped'> {
  /** When it ended, in s since 1970: the start of the run and the durations of epochs, without what lay between. */
  readonly time: number;
}

/** The epochs of a run from its metrics.csv. Throws as `readHistory`. */
export function epochsOf({ folder, record }: StoredRun): readonly PastEpoch[] {
  const { epochs, steps, seconds, curves } = readHistory(folder);
  const named = [...curves].filter(([name]) => name !== 'learning_rate');
  const rates = curves.get('learning_rate');
  let time = startOf(record);
  return epochs.map((epoch, i) => {
    time += seconds[i] || 0;
    return {
      epoch,
      step: wholeStep(steps[i]!, folder),
      logs: Object.fromEntries(named.map(([name, values]) => [name, values[i]!])),
      learningRate: rates?.[i] ?? Number.NaN,
      seconds: seconds[i]!,
      time,
    };
  });
}

/** When a run started, in s since 1970. */
export const startOf = ({ times }: RunRecord): number => (Date.parse(times.started) || 0) / 1000;

function wholeStep(step: number, folder: string): number {
  if (Number.isSafeInteger(step)) return step;
  const message = `expected whole numbers in the column step, found ${step}`;
  throw new UserError({
    file: join(folder, 'metrics.csv'),
    message,
    hint: 'the file was changed or damaged',
  });
}
