import type { Table } from '../../report/table.js';
import { formatValue } from '../../training/progress-text.js';
import { print } from '../output.js';

/** A number for readers: whole ones as they are, others with four digits that count. */
export const number = (value: number) => (Number.isInteger(value) ? String(value) : formatValue(value));

/** Prints a table as CSV, or else as Markdown. */
export async function printTable(table: Table, { csv }: { readonly csv?: boolean }): Promise<void> {
  if (csv) return print(process.stdout, (await import('../../report/csv.js')).toCsv(table));
  print(process.stdout, (await import('../../report/markdown.js')).toMarkdown(table, number));
}
