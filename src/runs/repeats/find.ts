import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { catalog } from '../catalog/catalog.js';
import { familyIds, findFamily } from '../families.js';
import { runAt, type StoredRun } from '../list.js';
import { isRepeatId } from './id.js';
import { readRepeat } from './read.js';
import { REPEAT_FILE, type StoredRepeat } from './record.js';

/** Ids of all repeats of a folder, newest first. Throws a UserError (exit 4) where the folder cannot be read. */
export function repeatIds(runsDir: string): readonly string[] {
  return familyIds(runsDir, 'repeat');
}

/**
 * The repeat that a RUN on the command line means, an id, a unique beginning of one or the path of its folder;
 * undefined for what means none.
 *
 * @throws UserError for one that is ambiguous or cannot be read.
 */
export function findRepeat(runsDir: string, ref: string): StoredRepeat | undefined {
  if (/[\\/]/.test(ref)) {
    if (!isRepeatId(basename(ref)) || !existsSync(join(ref, REPEAT_FILE))) return undefined;
    return { folder: ref, record: readRepeat(ref) };
  }
  const id = findFamily(runsDir, ref);
  if (id === undefined || !isRepeatId(id)) return undefined;
  const folder = join(runsDir, id);
  return { folder, record: readRepeat(folder) };
}

/** The runs of a repeat, whatever its record says of them: of each seed the newest, in the order of seeds. */
export function childrenOf(runsDir: string, id: string): readonly StoredRun[] {
  const newest = new Map<number, string>();
  for (const entry of catalog(runsDir).entries) {
    if (entry.parent === id && !newest.has(entry.seed)) newest.set(entry.seed, entry.id);
  }
  const inOrder = [...newest].sort(([a], [b]) => a - b);
  return inOrder.map(([, run]) => runAt(runsDir, run));
}
