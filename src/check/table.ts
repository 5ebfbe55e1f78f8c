import type { Cell, Table } from '../report/table.js';
import type { Gate } from './gate.js';
import type { Update } from './result.js';
import { rounded, shown, spread } from './sentence.js';

/** What a reader sees first of a verdict: what fails stands out. */
const WORDS: { readonly [verdict in Gate['verdict']]: string } = {
  missing: 'MISSING',
  unmet: 'NOT MET',
  worse: 'WORSE',
  better: 'better',
  ok: 'ok',
};

/** One row a gate; a column for the ranges of `expect` only where there is one. */
export function gatesTable(gates: readonly Gate[]): Table {
  const ranges = gates.map(({ min, max }) =>
    [min !== null && `>= ${min}`, max !== null && `<= ${max}`].filter(Boolean).join(', '),
  );
  const isRanged = ranges.some((range) => range !== '');
  return {
    columns: [
      '',
      'baseline',
      'found',
      'change',
      'deviations',
      'allowed',
      ...(isRanged ? ['expected'] : []),
      'verdict',
    ],
    rows: gates.map((gate, i) => [
      gate.metric,
      gate.baseline ? spread(gate.baseline) : '-',
      gate.value === null ? '-' : shown(gate.value),
      gate.change === null ? '-' : signed(gate.change, shown),
      gate.deviations === null ? '-' : signed(gate.deviations, rounded),
      gate.allowed === null ? '-' : shown(gate.allowed),
      ...(isRanged ? [ranges[i]!] : []),
      WORDS[gate.verdict],
    ]),
  };
}

/** What a new baseline has in the place of the old one. */
export function updatesTable(updates: readonly Update[]): Table {
  const cell = (value: Update['before']): Cell => (value ? spread(value) : '-');
  return {
    columns: ['', 'before', 'now', 'change'],
    rows: updates.map(({ metric, before, after }) => [
      metric,
      cell(before),
      cell(after),
      before && after ? signed(after.mean - before.mean, shown) : '',
    ]),
  };
}

const signed = (value: number, show: (size: number) => string) =>
  `${value > 0 ? '+' : value < 0 ? '-' : ''}${show(Math.abs(value))}`;
