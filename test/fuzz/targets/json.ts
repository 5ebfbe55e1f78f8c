import * as fc from 'fast-check';
import { json as dataset } from '../../../src/datasets/json.js';
import { text as textual } from '../../../src/datasets/text.js';
import { each, plain, type Target, text } from './target.js';

const cell = fc.oneof(
  fc.double(),
  fc.string({ maxLength: 8 }),
  fc.constantFrom(null, true, 'NaN', '1e39', ''),
);
const rows = fc.array(
  fc.dictionary(
    fc.constantFrom('a', 'b', 'y', '__proto__', 'toString'),
    fc.oneof({ weight: 9, arbitrary: cell }, fc.jsonValue()),
  ),
  { maxLength: 8 },
);

/** An array of objects; the same bytes also as a text, which anything in UTF-8 is. */
export const json: Target = {
  name: 'json',
  file: 'data.json',
  tokens: [
    '[',
    ']',
    '{',
    '}',
    '"',
    ':',
    ',',
    'null',
    '1e999',
    '"y":',
    '\\u0000',
    '\\ud800',
    '__proto__',
    '-',
    '0x',
  ],
  structured: () => rows.map((value) => text(JSON.stringify(value))),
  seeds: () => [
    text('[{"a": 1, "y": 0}, {"a": 2.5, "y": 1}]'),
    text('[{"y": null}, {"y": 1, "a": [1, {"b": 2}]}]'),
    text(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    text(`[{"y": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "a": 1}]`),
    // Each object with a key of its own: as a table it is larger than the file by far.
    text(`[${Array.from({ length: 3000 }, (_, i) => `{"k${i}": 1}`).join()}]`),
    text(`[${'{"y":1,"a":2},'.repeat(20_000)}{"y":1,"a":"x"}]`),
  ],
  most: plain,
  open(_path, folder) {
    const options = { path: 'data.json', target: 'y', target_type: 'auto', missing: 'error' } as const;
    const prose = {
      path: 'data.json',
      encoding: 'utf-8',
      standardize: null,
      split: 'character',
      max_tokens: 9,
      sequence_length: 5,
      target: 'next',
    } as const;
    const context = { folder, seed: 0 };
    return each(
      () => dataset.describe(options, context),
      () => dataset.read(options, context),
      () => dataset.read({ ...options, missing: 'mean', features: ['a'] }, context),
      () => dataset.read({ ...options, missing: 'drop', one_hot: ['a'], features: ['a'] }, context),
      () => textual.describe(prose, context),
      () =>
        textual.read({ ...prose, split: 'whitespace', standardize: 'lower_and_strip_punctuation' }, context),
    );
  },
};
