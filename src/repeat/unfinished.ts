import { join } from 'node:path';
import { EXIT, UserError } from '../errors.js';
import { repeatIds } from '../runs/repeats/find.js';
import { readRepeat } from '../runs/repeats/read.js';
import type { Child, StoredRepeat } from '../runs/repeats/record.js';

/** Whether a run has come to an end that stays: one that a full disk ended, say, may go on. */
export const isSettled = ({ status, error }: Pick<Child, 'status' | 'error'>): boolean =>
  status === 'completed' || (status === 'failed' && error?.exit_code !== EXIT.io);

/** The newest repeat of an experiment (by hash), of so many runs, that has runs to do; damaged ones are passed over. */
export function unfinishedRepeat(runsDir: string, hash: string, times: number): StoredRepeat | undefined {
  for (const id of repeatIds(runsDir)) {
    const folder = join(runsDir, id);
    try {
      const record = readRepeat(folder);
      const same = record.experiment_hash === hash && record.children.length === times;
      if (same && !record.children.every(isSettled)) return { folder, record };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return undefined;
}
