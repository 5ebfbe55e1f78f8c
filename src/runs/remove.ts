import { basename, join, resolve } from 'node:path';
import { withIoErrors } from '../disk/io-error.js';
import { lockFolder } from '../disk/lock.js';
import { UserError } from '../errors.js';
import { familyOf } from './families.js';
import { filesOf, isWeights } from './files.js';
import { removeWhole } from './folder.js';
import { parseId } from './id.js';

/**
 * Removes a run, or what a repeat or sweep says of its runs: the folder is there whole or not at all, whenever others look and whenever this process dies.
 *
 * @throws UserError: exit 5 where a process writes to the run, 2 for a folder whose name is not that of a run: a
 *   run.json may lie anywhere; 4 for the disk.
 */
export function removeRun(folder: string): void {
  const path = checked(folder);
  exclusively(path, () => removeWhole(path));
}

/** Removes checkpoints and models of a run and leaves its record. Throws as `removeRun`. */
export function removeWeights(folder: string): void {
  const path = checked(folder);
  exclusively(path, () => {
    const tops = filesOf(path)
      .filter(isWeights)
      .map((file) => file.path.split('/')[0]!);
    for (const name of new Set(tops)) removeWhole(join(path, name));
  });
}

function exclusively(folder: string, work: () => void): void {
  withIoErrors('remove the run', folder, () => {
    const lock = lockFolder(folder);
    try {
      work();
    } finally {
      lock.release();
    }
  });
}

/** The absolute path of a folder that is a run's, a repeat's or a sweep's by its name. */
function checked(folder: string): string {
  const path = resolve(folder);
  if (parseId(basename(path)) || familyOf(basename(path))) return path;
  const message = 'is not removed: its name is not that of a run, so it may hold other files too';
  throw new UserError({ file: folder, message, hint: 'delete by hand what is not needed' });
}
