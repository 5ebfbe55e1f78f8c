import type { Cell, Table } from './table.js';

/** A table for a pull request; numbers to the right. `show`: how a number is written. */
export function toMarkdown({ columns, rows }: Table, show: (value: number) => string): string {
  const isNumeric = columns.map((_, i) => rows.some((row) => typeof row[i] === 'number'));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = (cell: Cell) => (typeof cell === 'number' ? show(cell) : escaped((cell ?? '').toString()));
  return [
    line(columns.map(escaped)),
    line(isNumeric.map((numeric) => (numeric ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(text))),
    '',
  ].join('\n');
}

const escaped = (text: string) =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/\s*\n\s*/g, ' ');
