import { hashRows } from '../datasets/hash.js';
import { readSplits } from '../plan.js';
import { experimentOf } from './experiment-of.js';
import type { Sweep } from './file/sweep.js';
import type { Trial } from './record/record.js';

/** What decides about the rows of a trial. */
const OF_DATA = /^(data|seed)\b/;

/**
 * Trials that were trained on other data than there is now, though their experiment names the same.
 *
 * @throws UserError where the data cannot be read.
 */
export async function onOtherData(sweep: Sweep, trials: readonly Trial[]): Promise<readonly Trial[]> {
  const hashes = new Map<string, string>();
  const other: Trial[] = [];
  for (const trial of trials) {
    if (trial.data_hash === null) continue;
    const key = JSON.stringify(Object.entries(trial.values).filter(([path]) => OF_DATA.test(path)));
    if (!hashes.has(key)) {
      hashes.set(key, hashRows(await readSplits(experimentOf(sweep, trial.values))));
    }
    if (hashes.get(key) !== trial.data_hash) other.push(trial);
  }
  return other;
}
