import type { NDArray } from '../../arrays.js';
import { UserError } from '../../errors.js';
import type { Rows, Source, SourceSpec } from '../dataset.js';
import type { Table } from '../files/csv.js';
import { classesOf, isMissing, numbersOf } from '../files/csv-columns.js';
import { badFile, type OpenFile } from '../files/file.js';
import { vectorSpec } from '../text/vectorize.js';
import { type Columns, choose } from './columns.js';
import { fillMeans, inputsOf } from './inputs.js';
import type { TableSettings } from './options.js';
import { describeTargets, targetsOf } from './targets.js';
import { checkVectorized, textsOf } from './texts.js';
import { gapOf, windowed } from './windows.js';

/** Whether shapes and types show in the header and the first record: distinct values are counted in all. */
export function showsInHead({ one_hot, missing = 'error' }: TableSettings): boolean {
  return one_hot === undefined && missing === 'error';
}

/** What is known of a table: of its head where that shows all, else of the whole of it. */
export function describeTable(
  file: OpenFile,
  table: Table,
  options: TableSettings,
  key: string,
  weighing?: string,
): SourceSpec {
  checkOptions(options, key, weighing);
  const columns = choose(file, table, options, key, weighing);
  const { features } = columns;
  checkVectorized(features, options, key);
  const { windows, vectorize } = options;
  const width = features.reduce((sum, { column, encoding }) => {
    if (encoding !== 'one_hot') return sum + 1;
    return sum + classesOf(file, kept(file, table, options, columns), column).classes.length;
  }, 0);
  const named = !windows && !vectorize && !options.one_hot;
  return {
    x: vectorize
      ? vectorSpec(vectorize, `${key}.vectorize`)
      : { shape: windows ? [windows.sequence_length, width] : [width], dtype: 'float32' },
    ...describeTargets(table, columns.targets, options),
    rows: {},
    hasTest: false,
    ...(windows && { ordered: gapOf(windows) }),
    ...(named && { features: features.map(({ column }) => table.header[column]!) }),
    ...(weighing !== undefined && { weighted: true }),
  };
}

/** The rows of a table, with classes where the target has them. */
export function sourceOf(
  file: OpenFile,
  whole: Table,
  options: TableSettings,
  key: string,
  weighing?: string,
): Source {
  checkOptions(options, key, weighing);
  const columns = choose(file, whole, options, key, weighing);
  const { features, weight } = columns;
  const table = kept(file, whole, options, columns);
  checkVectorized(features, options, key);
  const { windows, vectorize } = options;
  const rest = () => {
    const { y, ...about } = targetsOf(file, table, columns.targets, options);
    return { about, y, w: weight === undefined ? {} : { w: weightsOf(file, table, weight) } };
  };
  if (vectorize) {
    vectorSpec(vectorize, `${key}.vectorize`);
    const { x, fit } = textsOf(table, features[0]!.column, vectorize);
    const { y, w, about } = rest();
    return { train: { x, y, ...w }, ...about, fit };
  }
  const gaps = options.missing === 'mean';
  const { data, names } = inputsOf(file, table, features, gaps);
  const rows = table.records.length;
  const { y, w, about } = rest();
  const x: NDArray = { shape: [rows, names.length], dtype: 'float32', data };
  const train: Rows = windows ? windowed(file, { x, y }, windows) : { x, y, ...w };
  return {
    train,
    ...about,
    ...(windows ? { ordered: gapOf(windows) } : { features: names }),
    ...(gaps && data.some(Number.isNaN) && { fit: (split: Rows) => fillMeans(split, names, key) }),
  };
}

function checkOptions({ missing, windows, target }: TableSettings, key: string, weighing?: string): void {
  if (!windows) return;
  const refuse = (at: string, message: string, hint: string) => new UserError({ key: at, message, hint });
  if (missing === 'drop') {
    const message = 'drop would tear holes into the order of time that `windows` need';
    throw refuse(`${key}.missing`, message, 'use missing: mean, or mend the file');
  }
  if (typeof target !== 'string') {
    throw refuse(`${key}.target`, 'is a list, but with `windows` there is one target', 'name one column');
  }
  if (weighing === undefined) return;
  throw refuse(
    'data.sample_weight',
    'is for rows, but with `windows` an input is several of them',
    'remove it',
  );
}

/** The table without the rows that `missing` leaves out. */
function kept(
  file: OpenFile,
  table: Table,
  { missing = 'error', windows }: TableSettings,
  { features, targets, weight }: Columns,
): Table {
  // A row without target cannot be left out of a window: it is refused where targets are read.
  if (missing === 'error' || windows) return table;
  const always = [...targets.map(({ column }) => column), ...(weight === undefined ? [] : [weight])];
  const needed = missing === 'drop' ? [...always, ...features.map(({ column }) => column)] : always;
  const records = table.records.filter(({ cells }) => needed.every((column) => !isMissing(cells[column]!)));
  if (records.length > 0) return { ...table, records };
  throw badFile(
    file,
    `has no row without a missing value in ${needed.length === 1 ? 'the target' : 'some column'}`,
  );
}

/** How much rows count. */
function weightsOf(file: OpenFile, table: Table, column: number): NDArray {
  const data = numbersOf(file, table, [column], 'data.sample_weight names a column of numbers');
  return { shape: [table.records.length], dtype: 'float32', data };
}
