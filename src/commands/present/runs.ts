import type { Cell, Table } from '../../report/table.js';
import type { Entry } from '../../runs/catalog/entry.js';
import { formatSeconds } from '../../training/progress-text.js';
import type { Colours } from './colour.js';
import { columns } from './columns.js';
import { number } from './tables.js';

const FIXED = ['id', 'status', 'name', 'started', 'seconds', 'epochs'] as const;
const MOST = 4;

/**
 * The metrics of a list: those asked for, else the four that most of its runs have, of the test split before
 * validation before training.
 */
export function metricsShown(entries: readonly Entry[], asked?: string): readonly string[] {
  if (asked !== undefined)
    return asked
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  const counts = new Map<string, number>();
  for (const { metrics } of entries) {
    for (const name of Object.keys(metrics)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rank = (name: string) => ['test', 'validation', 'train'].indexOf(name.slice(0, name.indexOf('.')));
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || rank(a) - rank(b))
    .slice(0, MOST)
    .map(([name]) => name);
}

export function runsTable(entries: readonly Entry[], metrics: readonly string[]): Table {
  return {
    columns: [...FIXED, ...metrics],
    rows: entries.map((entry) => [
      ...FIXED.map((field) => entry[field]),
      ...metrics.map((name) => entry.metrics[name]),
    ]),
  };
}

/** For a terminal: starts and durations in words. `now`: in ms since 1970. */
export function runsText({ columns: names, rows }: Table, now: number, colours: Colours): string {
  const words = (cell: Cell, i: number): string => {
    if (names[i] === 'started') return ago(now - Date.parse(String(cell)));
    if (names[i] === 'seconds') return typeof cell === 'number' ? formatSeconds(cell) : '-';
    return typeof cell === 'number' ? number(cell) : (cell ?? '-').toString();
  };
  const [head, ...lines] = columns([[...names], ...rows.map((row) => row.map(words))]);
  return [colours.dim(head!), ...lines].join('\n');
}

const SPANS: readonly (readonly [name: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

function ago(ms: number): string {
  const [unit, size] = SPANS.find(([, span]) => ms >= span) ?? ['s', 1000];
  return `${Math.max(0, Math.floor(ms / size))}${unit} ago`;
}
