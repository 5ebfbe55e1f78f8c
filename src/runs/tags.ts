import { join } from 'node:path';
import { removeUnfinished, writeAtomic } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import { lockFolder } from '../disk/lock.js';
import { storedRun } from './read.js';
import type { RunRecord } from './record.js';
import { toText } from './recorder.js';

/** Tags with some added behind and some taken away, each of them once. */
export function tagged(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): readonly string[] {
  return [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
}

/** The tags of a run that goes on with an experiment of the tags `now`: what was added and removed by hand stays so. */
export function retagged({ tags, experiment }: RunRecord, now: readonly string[]): readonly string[] {
  const before = experiment.tags ?? [];
  const added = tags.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !tags.includes(tag));
  return tagged(now, added, removed);
}

/**
 * Changes the tags in a run's record; its experiment stays as it was. Returns the record as it is then.
 *
 * @throws UserError: exit 5 where a process writes to the run, 4 for the disk, 2 for a damaged record.
 */
export function tagRun(folder: string, add: readonly string[], remove: readonly string[]): RunRecord {
  return withIoErrors('tag the run', folder, () => {
    const lock = lockFolder(folder);
    try {
      removeUnfinished(folder);
      const before = storedRun(folder);
      const record = { ...before, tags: tagged(before.tags, add, remove) };
      writeAtomic(join(folder, 'run.json'), toText(record));
      return record;
    } finally {
      lock.release();
    }
  });
}
