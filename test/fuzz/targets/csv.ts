import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { csv as dataset } from '../../../src/datasets/csv.js';
import { each, filesIn, plain, type Target, text } from './target.js';

const cell = fc.oneof(
  fc.double().map(String),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('', '"', '"a,b"', '"a\nb"', 'NaN', '1e39', '-0', '"', '""', ' 1 ', 'a'.repeat(100)),
);
const table = fc
  .record({
    rows: fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 }),
    delimiter: fc.constantFrom(',', ',', ';', '\t'),
    end: fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n'),
    mark: fc.constantFrom('', '', '\ufeff', '\ufeff\ufeff'),
  })
  .map(({ rows, delimiter, end, mark }) => text(mark + rows.map((row) => row.join(delimiter)).join(end)));

/** The names that a file of this text would have its columns asked for. */
function namesIn(path: string): readonly string[] {
  const [first = ''] = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\r/, 1);
  return first
    .slice(0, 1000)
    .split(',')
    .map((name) => name.trim().replace(/^"|"$/g, ''));
}

export const csv: Target = {
  name: 'csv',
  file: 'data.csv',
  tokens: [
    '"',
    '""',
    ',',
    '\n',
    '\r',
    '\r\n',
    '\ufeff',
    '\u0000',
    ';',
    '\t',
    'nan',
    '1e999',
    '"\n',
    'y',
    ',,,,',
  ],
  structured: () => table,
  seeds: (root) => [
    ...filesIn(join(root, 'test/datasets/fixtures'), /\.csv$/),
    text('a,b,y\n1,2,0\n3,4,1\n'),
    text('a\ty\r1\tx\r2\tz\r'),
    // A million columns: names were once held against each other, each with each.
    text(`${Array.from({ length: 2e5 }, (_, i) => i).join()}\n${'1,'.repeat(2e5 - 1)}1\n`),
    text(`a,y\n${'1,"'.repeat(5e4)}`),
    text('\n'.repeat(250_000)),
    text(`a,y\n"${'x'.repeat(200_000)}",1\n`),
  ],
  most: plain,
  open(path, folder) {
    const names = namesIn(path);
    const options = {
      path: 'data.csv',
      delimiter: ',',
      target: names.at(-1)!,
      target_type: 'auto',
      missing: 'error',
    } as const;
    const windows = { sequence_length: 2, sequence_stride: 1, sampling_rate: 1, horizon: 1, steps: 1 };
    const context = { folder, seed: 0 };
    return each(
      () => dataset.describe(options, context),
      () => dataset.read(options, context),
      () => dataset.read({ ...options, target: names[0]!, target_type: 'classes' }, context),
      () => dataset.read({ ...options, missing: 'drop', one_hot: names.slice(0, 1) }, context),
      () => dataset.read({ ...options, missing: 'mean', windows }, context),
      () => dataset.read({ ...options, delimiter: '\t', features: names.slice(0, 2) }, context),
    );
  },
};
