import type { OptionSchema } from '../experiment/part.js';
import { defineDataset } from './dataset.js';
import { dataFile, withFile } from './files/file.js';
import { readJsonTable } from './files/json-table.js';
import { pathOption } from './files/path-option.js';
import { tableOptions } from './table/options.js';
import { describeTable, sourceOf } from './table/table.js';

const KEY = 'data.dataset.json';

const options = {
  type: 'object',
  properties: { path: pathOption('The file'), ...tableOptions },
  required: ['path', 'target'],
} as const satisfies OptionSchema;

/** The table that an array of objects is. */
export const json = defineDataset({
  name: 'json',
  summary:
    'A JSON array of objects, each a row, with a key for each column. Targets and features are those of a `csv`.',
  options,
  async describe(options, { folder, sampleWeight }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) =>
      describeTable(file, await readJsonTable(file), options, KEY, sampleWeight),
    );
  },
  async read(options, { folder, sampleWeight }) {
    return withFile(dataFile(folder, options.path, `${KEY}.path`), async (file) =>
      sourceOf(file, await readJsonTable(file), options, KEY, sampleWeight),
    );
  },
});
