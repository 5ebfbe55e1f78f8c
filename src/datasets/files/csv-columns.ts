import { badRow, type Table } from './csv.js';
import type { OpenFile } from './file.js';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** What spreadsheets and pandas write where a value is missing. */
const MISSING = new Set(['', '-', '?', 'na', 'n/a', '#n/a', 'nan', 'null', 'none']);

/** Whether a cell is a finite number in plain notation. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell.trim());
}

/** Whether a cell says that there is no value. */
export function isMissing(cell: string): boolean {
  return MISSING.has(cell.trim().toLowerCase());
}

/**
 * Columns as float32, row after row; NaN for what is missing if `gaps` may be there.
 *
 * @throws UserError naming line and column of the first cell that is not a finite float32.
 */
export function numbersOf(
  file: OpenFile,
  table: Table,
  columns: readonly number[],
  hint: string,
  gaps = false,
): Float32Array {
  const data = new Float32Array(table.records.length * columns.length);
  let to = 0;
  for (const record of table.records) {
    for (const column of columns) {
      const cell = (record.cells[column] as string).trim();
      const value = Math.fround(NUMBER.test(cell) ? Number(cell) : Number.NaN);
      if (!Number.isFinite(value) && !(gaps && isMissing(cell))) {
        const message = `column "${table.header[column]}" has ${describeCell(cell)}, expected a finite number`;
        throw badRow(file, record, message, hint);
      }
      data[to++] = value;
    }
  }
  return data;
}

function describeCell(cell: string): string {
  if (cell === '') return 'nothing';
  if (NUMBER.test(cell)) return `${cell}, which is too large for float32`;
  const shown = cell.length > 40 ? `${cell.slice(0, 40)}...` : cell;
  return isMissing(cell) ? `"${shown}" (a missing value)` : `"${shown}"`;
}

/**
 * A column as class numbers. Classes are numbered in sorted order: by value if all are numbers, else by
 * UTF-16 code units (so `B` comes before `a`), as scikit-learn's LabelEncoder does.
 *
 * @throws UserError naming the line of a row without a class.
 */
export function classesOf(
  file: OpenFile,
  table: Table,
  column: number,
): { classes: string[]; numbers: Int32Array } {
  const cells = table.records.map((record) => {
    const cell = (record.cells[column] as string).trim();
    if (cell !== '') return cell;
    throw badRow(file, record, `column "${table.header[column]}" has nothing, expected a class`);
  });
  const numeric = cells.every(isNumber);
  // 1 and 1.0 are one class.
  const names = numeric ? cells.map((cell) => String(Number(cell))) : cells;
  const classes = [...new Set(names)].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
  const numberOf = new Map(classes.map((name, i) => [name, i]));
  return { classes, numbers: Int32Array.from(names, (name) => numberOf.get(name) as number) };
}

/** How many classes the numbers 0, 1, ... count, where each occurs and no other does; else 0. */
export function countedClasses(values: Float32Array): number {
  const seen = new Set(values);
  for (const value of seen) if (!Number.isInteger(value) || value < 0 || value >= seen.size) return 0;
  return seen.size;
}
