import { dirname } from 'node:path';
import { findFamily } from '../families.js';
import { findRun } from '../find.js';
import { runAt, type StoredRun } from '../list.js';
import { childrenOf, findRepeat } from '../repeats/find.js';
import { catalog } from './catalog.js';
import { facts } from './facts-file.js';
import { type Selection, select } from './select.js';

export interface Chosen {
  readonly runs: readonly StoredRun[];
  readonly warnings: readonly string[];
}

/**
 * The runs that were named (of a repeat or sweep, all), else those that a selection leaves of all, oldest first.
 *
 * @throws UserError for a name that is none, and as `select` and `catalog` do.
 */
export function chosenRuns(
  runsDir: string,
  named: readonly string[],
  selection: Selection,
  now: number,
): Chosen {
  if (named.length > 0) return { runs: named.flatMap((one) => meant(runsDir, one)), warnings: [] };
  if (Object.keys(selection).length === 0) return { runs: [], warnings: [] };
  const { entries, warnings } = catalog(runsDir);
  const chosen = select(entries, selection, now, () => facts(runsDir));
  const runs = chosen.map(({ id }) => runAt(runsDir, id));
  return { runs: selection.sort === undefined ? runs.reverse() : runs, warnings };
}

function meant(runsDir: string, name: string): readonly StoredRun[] {
  const repeat = findRepeat(runsDir, name);
  if (repeat) return childrenOf(dirname(repeat.folder), repeat.record.id);
  const family = findFamily(runsDir, name);
  return family === undefined ? [findRun(runsDir, name)] : partsOf(runsDir, family);
}

/** Runs that name a family as their parent, oldest first. */
function partsOf(runsDir: string, family: string): readonly StoredRun[] {
  const parts = catalog(runsDir).entries.filter(({ parent }) => parent === family);
  return parts.map(({ id }) => runAt(runsDir, id)).reverse();
}
