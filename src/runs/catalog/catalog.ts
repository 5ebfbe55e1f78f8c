import { join } from 'node:path';
import { UserError } from '../../errors.js';
import { parseId } from '../id.js';
import { idsIn } from '../list.js';
import { readRun } from '../read.js';
import { current, type Entry, entryOf } from './entry.js';
import { type Index, type Indexed, markOf, readIndex, writeIndex } from './index-file.js';

export interface Catalog {
  /** Newest first. */
  readonly entries: readonly Entry[];
  /** Runs that were left out because their record cannot be read, a line each. */
  readonly warnings: readonly string[];
}

/**
 * What is to be known of all runs of a folder at a glance. Records are read once: after that an index beside them
 * says what they hold, until they are written anew. Throws a UserError (exit 4) where the folder cannot be read.
 */
export function catalog(runsDir: string): Catalog {
  const known = readIndex(runsDir);
  const index = new Map<string, Indexed>();
  const warnings: string[] = [];
  let changed = false;
  for (const id of idsIn(runsDir)) {
    try {
      const found = look(runsDir, id, known);
      changed ||= found !== known.get(id);
      index.set(id, found);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      warnings.push(`skipped ${error.message.split('\n')[0]}`);
    }
  }
  if (changed || index.size !== known.size) writeIndex(runsDir, index);
  return { entries: [...index.values()].map(({ entry }) => current(entry)).sort(newestFirst), warnings };
}

function look(runsDir: string, id: string, known: Index): Indexed {
  const file = join(runsDir, id, 'run.json');
  const before = known.get(id);
  const mark = tryMark(file);
  if (before && mark !== undefined && before.mark === mark) return before;
  // The folder names the run, whatever its record says.
  const entry = { ...entryOf(readRun(join(runsDir, id))), id };
  return { mark: mark ?? '', entry };
}

/** Undefined where there is no such file: whoever reads it says so. */
function tryMark(file: string): string | undefined {
  try {
    return markOf(file);
  } catch {
    return undefined;
  }
}

/** By start; ids tell seconds only, and of two in one second the later has the higher number behind its id. */
const newestFirst = (a: Entry, b: Entry) =>
  compare(timeOf(b), timeOf(a)) || compare(b.started, a.started) || compare(b.id, a.id);

const timeOf = ({ id }: Entry) => parseId(id)!.time;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
