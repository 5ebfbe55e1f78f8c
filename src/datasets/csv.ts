import type { OptionSchema } from '../experiment/part.js';
import { defineDataset } from './dataset.js';
import { readTable, readTableHead } from './files/csv.js';
import { dataFile, withFile } from './files/file.js';
import { pathOption } from './files/path-option.js';
import { tableOptions } from './table/options.js';
import { describeTable, showsInHead, sourceOf } from './table/table.js';

const KEY = 'data.dataset.csv';

const { target, features, ...more } = tableOptions;

const options = {
  type: 'object',
  properties: {
    path: pathOption('The file'),
    target,
    features,
    delimiter: {
      type: 'string',
      minLength: 1,
      default: ',',
      description: 'Between two cells; "\\t" for a tab.',
    },
    ...more,
  },
  required: ['path', 'target'],
} as const satisfies OptionSchema;

/** A table with one target column. */
export const csv = defineDataset({
  name: 'csv',
  summary:
    'A CSV file with a header, columns of numbers or categories and one target column. A target of text gives ' +
    'classes, numbered in sorted order; so does one of the numbers 0, 1, 2 and so on; other numbers give float32 ' +
    'values.',
  options,
  async describe(options, { folder, sampleWeight }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) => {
      const read = showsInHead(options) ? readTableHead : readTable;
      return describeTable(file, await read(file, options.delimiter), options, KEY, sampleWeight);
    });
  },
  async read(options, { folder, sampleWeight }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) =>
      sourceOf(file, await readTable(file, options.delimiter), options, KEY, sampleWeight),
    );
  },
});
