import { isRepeatId } from '../../runs/repeats/id.js';
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
  const repeats = runs.filter(({ id }) => isRepeatId(id)).length;
  const count = [counted(runs.length - repeats, 'run'), repeats > 0 && counted(repeats, 'repeat')]
    .filter(Boolean)
    .join(' and ');
  const what = only ? `checkpoints and models of ${count}` : count;
  const rows = runs.map(({ id, bytes }) => [id, formatBytes(bytes)]);
  return [...columns(rows), `${done ? 'removed' : 'would remove'} ${what}, ${formatBytes(total)}`].join('\n');
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
