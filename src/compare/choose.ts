import { join } from 'node:path';
import { catalog } from '../runs/catalog/catalog.js';
import { type Selection, select } from '../runs/catalog/select.js';
import { findRun, type RunRecord, readRun } from '../runs/index.js';

/**
 * The runs that were named, else those that a selection leaves of all, oldest first.
 *
 * @throws UserError for a name that is none, and as `select` and `catalog` do.
 */
export function chosenRuns(
  runsDir: string,
  named: readonly string[],
  selection: Selection,
  now: number,
): { readonly records: readonly RunRecord[]; readonly warnings: readonly string[] } {
  if (named.length > 0) return { records: named.map((one) => findRun(runsDir, one).record), warnings: [] };
  if (Object.keys(selection).length === 0) return { records: [], warnings: [] };
  const { entries, warnings } = catalog(runsDir);
  const chosen = select(entries, selection, now);
  const records = chosen.map(({ id }) => readRun(join(runsDir, id)));
  return { records: selection.sort === undefined ? records.reverse() : records, warnings };
}
