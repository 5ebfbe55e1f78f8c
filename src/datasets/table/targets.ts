import type { NDArray } from '../../arrays.js';
import type { Source, SourceSpec } from '../dataset.js';
import type { Table } from '../files/csv.js';
import { classesOf, countedClasses, isMissing, numbersOf } from '../files/csv-columns.js';
import type { OpenFile } from '../files/file.js';
import type { Target } from './columns.js';
import type { TableSettings } from './options.js';

/** What is known of the targets from the first record that has one. */
export function describeTargets(
  { header, records }: Table,
  targets: readonly Target[],
  { target_type, windows }: TableSettings,
): Pick<SourceSpec, 'y' | 'targets'> {
  if (targets.length > 1) {
    const y = { shape: [targets.length], dtype: 'float32' as const };
    return { y, targets: targets.map(({ column }) => ({ name: header[column]! })) };
  }
  const { column, classes } = targets[0]!;
  const first = records.find(({ cells }) => !isMissing(cells[column]!)) ?? records[0]!;
  // Whether whole numbers are classes, only the whole column tells.
  const whole = target_type === 'auto' && Number.isInteger(Number(first.cells[column]!));
  const shape = windows && windows.steps > 1 ? [windows.steps] : [];
  return { y: { shape, dtype: classes || whole ? 'int32' : 'float32' } };
}

type Targets = Pick<Source, 'classes' | 'classCount' | 'counted' | 'targets'> & { readonly y: NDArray };

/** One target as classes or values; several side by side as float32, classes by their numbers. */
export function targetsOf(
  file: OpenFile,
  table: Table,
  targets: readonly Target[],
  options: TableSettings,
): Targets {
  if (targets.length === 1) return targetOf(file, table, targets[0]!, options);
  const rows = table.records.length;
  const data = new Float32Array(rows * targets.length);
  const columns = targets.map((target, i) => {
    const name = table.header[target.column]!;
    const { y, classCount, counted } = targetOf(file, table, target, options);
    for (let row = 0; row < rows; row++) data[row * targets.length + i] = y.data[row]!;
    return { name, ...(classCount !== undefined && !counted && { classCount }) };
  });
  return { y: { shape: [rows, targets.length], dtype: 'float32', data }, targets: columns };
}

function targetOf(
  file: OpenFile,
  table: Table,
  { column, classes }: Target,
  options: TableSettings,
): Targets {
  const shape = [table.records.length];
  if (classes) {
    const { classes: names, numbers } = classesOf(file, table, column);
    return { y: { shape, dtype: 'int32', data: numbers }, classes: names, classCount: names.length };
  }
  const values = numbersOf(file, table, [column], 'for classes, set target_type: classes');
  const count = options.target_type === 'auto' ? countedClasses(values) : 0;
  if (count === 0) return { y: { shape, dtype: 'float32', data: values } };
  const y = { shape, dtype: 'int32' as const, data: Int32Array.from(values) };
  return { y, classCount: count, counted: true };
}
