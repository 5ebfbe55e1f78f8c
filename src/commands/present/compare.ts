import type { GroupedComparison, Spread } from '../../compare/by-config.js';
import type { Comparison } from '../../compare/compare.js';
import type { Cell, Table } from '../../report/table.js';
import type { Fact } from '../../runs/facts.js';
import { columns } from './columns.js';
import { number } from './tables.js';

/** CSV has numbers alone, for other programs; text and Markdown have marks for readers. */
type Form = 'text' | 'md' | 'csv';

/** In full: 0.001 is not 0.0010, nor 1e-7 0. */
const factCell = (fact: Fact | undefined, form: Form): Cell =>
  form === 'csv' || fact === undefined || fact === null ? fact : String(fact);

export function comparedTable({ differing, metrics, runs }: Comparison, form: Form): Table {
  const marked = (value: number | null | undefined, best: boolean): Cell =>
    form === 'csv' || typeof value !== 'number' ? value : `${number(value)}${best ? ' *' : '  '}`;
  return {
    columns: ['run', ...differing, ...metrics],
    rows: runs.map(({ id, facts, values, best }) => [
      id,
      ...facts.map((fact) => factCell(fact, form)),
      ...values.map((value, i) => marked(value, best[i]!)),
    ]),
  };
}

export function comparedJson({ differing, metrics, runs }: Comparison) {
  return runs.map(({ id, facts, values, best }) => ({
    id,
    differing: named(differing, facts),
    metrics: named(metrics, values),
    best: metrics.filter((_, i) => best[i]),
  }));
}

export function groupedTable({ differing, metrics, groups }: GroupedComparison, form: Form): Table {
  const parts = (name: string) => (form === 'csv' ? [name, `${name} deviation`] : [name]);
  return {
    columns: ['runs', ...differing, ...metrics.flatMap(parts)],
    rows: groups.map((group) => [
      group.ids.length,
      ...group.facts.map((fact) => factCell(fact, form)),
      ...metrics.flatMap((name) => spreadCells(group.metrics.get(name), form)),
    ]),
  };
}

function spreadCells(spread: Spread | undefined, form: Form): Cell[] {
  if (form === 'csv') return [spread?.mean, spread?.deviation];
  if (!spread) return [undefined];
  const deviation = spread.deviation === undefined ? '' : ` ± ${number(spread.deviation)}`;
  return [`${number(spread.mean)}${deviation}${spread.best ? ' *' : spread.withinNoise ? ' ~' : '  '}`];
}

export function groupedJson({ differing, groups }: GroupedComparison) {
  return groups.map(({ ids, facts, metrics }) => ({
    runs: ids,
    differing: named(differing, facts),
    metrics: Object.fromEntries(metrics),
  }));
}

const named = <T>(names: readonly string[], values: readonly (T | undefined)[]) =>
  Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]));

export function compareText({ columns: names, rows }: Table): string {
  const words = (cell: Cell) => (typeof cell === 'number' ? number(cell) : (cell ?? '-').toString());
  const lines = columns([[...names], ...rows.map((row) => row.map(words))]);
  const text = lines.join('\n');
  const legend = [text.includes(' *') && '* best', text.includes(' ~') && '~ within the noise of the best'];
  return [text, legend.filter(Boolean).join(', ')].filter(Boolean).join('\n\n');
}
