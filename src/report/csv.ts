import { stringify } from 'csv-stringify/sync';
import type { Cell, Table } from './table.js';

/** Comma-separated values with a line of names. Numbers are written in full. */
export function toCsv({ columns, rows }: Table): string {
  return stringify([columns.map(harmless), ...rows.map((row) => row.map(field))]);
}

function field(cell: Cell): string {
  return typeof cell === 'string' ? harmless(cell) : (cell ?? '').toString();
}

/** Spreadsheets take text that begins so for a formula; with an apostrophe in front they show it as it is. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
