import { FAMILIES, familyOf } from '../../runs/families.js';
import { columns } from './columns.js';
import { formatBytes } from './model.js';

interface Removed {
  readonly id: string;
  readonly bytes: number;
}

/** What is removed, or would be: a line a run, and all together. `only`: checkpoints and models alone. */
export function removedText(
  runs: readonly Removed[],
  { only, done }: { readonly only: boolean; readonly done: boolean },
): string {
  const total = runs.reduce((sum, { bytes }) => sum + bytes, 0);
  const families = FAMILIES.map((family) => {
    const found = runs.filter(({ id }) => familyOf(id) === family).length;
    return { found, text: counted(found, family) };
  });
  const inFamilies = families.reduce((sum, { found }) => sum + found, 0);
  const named = families.filter(({ found }) => found > 0).map(({ text }) => text);
  const count = [counted(runs.length - inFamilies, 'run'), ...named].join(' and ');
  const what = only ? `checkpoints and models of ${count}` : count;
  const rows = runs.map(({ id, bytes }) => [id, formatBytes(bytes)]);
  return [...columns(rows), `${done ? 'removed' : 'would remove'} ${what}, ${formatBytes(total)}`].join('\n');
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
