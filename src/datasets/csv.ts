import leven from 'leven';
import { UserError } from '../errors.js';
import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import { defineDataset } from './dataset.js';
import { readTable, readTableHead, type Table } from './files/csv.js';
import { classesOf, countedClasses, isNumber, numbersOf } from './files/csv-columns.js';
import { badFile, dataFile, type OpenFile, withFile } from './files/file.js';

const KEY = 'data.dataset.csv';

const options = {
  type: 'object',
  properties: {
    path: {
      type: 'string',
      minLength: 1,
      description: 'The file; relative paths start at the experiment file.',
    },
    target: { type: 'string', description: 'Name of the column to be predicted.' },
    features: {
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      uniqueItems: true,
      description: 'Names of the columns to predict from, in this order (default: all but the target).',
    },
    delimiter: {
      type: 'string',
      minLength: 1,
      default: ',',
      description: 'Between two cells; "\\t" for a tab.',
    },
    target_type: {
      enum: ['auto', 'classes', 'values'],
      default: 'auto',
      description:
        'classes: distinct values are numbered in sorted order (numbers by value, text by code units); values: ' +
        'numbers as they are; auto: classes if the first row has text there or if the numbers are 0, 1, 2 and so ' +
        'on without a gap, else values.',
    },
  },
  required: ['path', 'target'],
} as const satisfies OptionSchema;
type Settings = OptionsOf<typeof options>;

/** A table of numbers with one target column. */
export const csv = defineDataset({
  name: 'csv',
  summary:
    'A CSV file with a header, numeric columns and one target column. A target of text gives classes, numbered in ' +
    'sorted order; so does one of the numbers 0, 1, 2 and so on; other numbers give float32 values.',
  options,
  async describe(options, { folder }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) => {
      const table = await readTableHead(file, options.delimiter);
      const { features, target, classes } = choose(file, table, options);
      // Whether whole numbers are classes, only the whole column tells.
      const first = table.records[0]!.cells[target]!;
      const whole = options.target_type === 'auto' && Number.isInteger(Number(first));
      return {
        x: { shape: [features.length], dtype: 'float32' },
        y: { shape: [], dtype: classes || whole ? 'int32' : 'float32' },
        rows: {},
        hasTest: false,
      };
    });
  },
  async read(options, { folder }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) => {
      const table = await readTable(file, options.delimiter);
      const { features, target, classes } = choose(file, table, options);
      const rows = table.records.length;
      const data = numbersOf(
        file,
        table,
        features,
        'name the numeric columns in `features`, or mend the row',
      );
      const x = { shape: [rows, features.length], dtype: 'float32' as const, data };
      const columns = { features: features.map((column) => table.header[column]!) };
      if (!classes) {
        const values = numbersOf(file, table, [target], 'for classes, set target_type: classes');
        const classCount = options.target_type === 'auto' ? countedClasses(values) : 0;
        if (classCount > 0) {
          return {
            ...columns,
            train: { x, y: { shape: [rows], dtype: 'int32', data: Int32Array.from(values) } },
            classCount,
            counted: true,
          };
        }
        return { ...columns, train: { x, y: { shape: [rows], dtype: 'float32', data: values } } };
      }
      const { classes: names, numbers } = classesOf(file, table, target);
      const y = { shape: [rows], dtype: 'int32' as const, data: numbers };
      return { ...columns, train: { x, y }, classes: names, classCount: names.length };
    });
  },
});

/** Positions of the chosen columns, and whether the target is classes: told from header and first record. */
function choose(file: OpenFile, { header, records }: Table, options: Settings) {
  const target = position(file, header, options.target, `${KEY}.target`);
  const named = options.features?.map((name, i) => position(file, header, name, `${KEY}.features[${i}]`));
  const at = named?.indexOf(target) ?? -1;
  if (at >= 0) {
    throw new UserError({
      key: `${KEY}.features[${at}]`,
      message: `is the target "${options.target}" itself`,
    });
  }
  const features = named ?? header.map((_, column) => column).filter((column) => column !== target);
  if (features.length === 0) {
    throw badFile(file, `has no column but the target "${options.target}"`, 'check the delimiter', 1);
  }
  const text = !isNumber(records[0]!.cells[target]!);
  return {
    target,
    features,
    classes: options.target_type === 'auto' ? text : options.target_type === 'classes',
  };
}

function position(file: OpenFile, header: readonly string[], name: string, key: string): number {
  const column = header.indexOf(name);
  if (column >= 0) return column;
  const near = header.find(
    (other) => leven(name.toLowerCase(), other.toLowerCase()) <= Math.max(1, name.length / 3),
  );
  const shown =
    header.length > 20
      ? `${header.slice(0, 20).join(', ')} and ${header.length - 20} more`
      : header.join(', ');
  const message = `no column is named "${name}"; ${file.path} has ${shown}`;
  throw new UserError({ key, message, ...(near !== undefined && { hint: `did you mean "${near}"?` }) });
}
