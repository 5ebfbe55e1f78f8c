import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../errors.js';
import { familyIds, nameIn } from '../../runs/families.js';
import { readSweepFolder } from './read.js';
import { type StoredSweep, SWEEP_FILE } from './record.js';

/** Ids of all sweeps of a folder, newest first. Throws a UserError (exit 4) where the folder cannot be read. */
export function sweepIds(runsDir: string): readonly string[] {
  return familyIds(runsDir, 'sweep');
}

/**
 * The sweep that a word on the command line means: an id, a unique beginning of one (`sweep-` may be left out), `last`,
 * a name (its newest sweep), or the path of its folder.
 *
 * @throws UserError for one that is not there, is ambiguous or cannot be read.
 */
export function findSweep(runsDir: string, ref: string): StoredSweep {
  if (/[\\/]/.test(ref) || existsSync(join(ref, SWEEP_FILE))) return readSweepFolder(ref);
  const ids = sweepIds(runsDir);
  const exact = ids.find((id) => id === ref);
  const beginning = ids.filter((id) => id.startsWith(ref) || id.startsWith(`sweep-${ref}`));
  if (exact !== undefined) return readSweepFolder(join(runsDir, exact));
  if (ref === 'last' && ids.length > 0) return readSweepFolder(join(runsDir, ids[0]!));
  if (beginning.length === 1) return readSweepFolder(join(runsDir, beginning[0]!));
  if (beginning.length > 1) {
    const message = `${ref} is the beginning of ${beginning.length} sweeps: ${beginning.slice(0, 5).join(', ')}`;
    throw new UserError({ message, hint: 'write more of the id' });
  }
  const named = ids.find((id) => nameIn(id) === ref);
  if (named !== undefined) return readSweepFolder(join(runsDir, named));
  const known = ids.length === 0 ? 'it holds no sweeps' : `it holds ${ids.slice(0, 5).join(', ')}`;
  const hint = 'a SWEEP is an id, a beginning of one, `last`, a name, or a path; `dlx sweep FILE` makes one';
  throw new UserError({ message: `there is no sweep ${ref} in ${runsDir}: ${known}`, hint });
}
