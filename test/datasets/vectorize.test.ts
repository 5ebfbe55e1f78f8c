import { describe, expect, it } from 'vitest';
import type { Rows } from '../../src/datasets/dataset.js';
import { fits } from '../../src/datasets/files/texts.js';
import type { VectorizationSettings } from '../../src/datasets/text/vectorization.js';
import { documentsOf, fitVocabulary, vectorSpec } from '../../src/datasets/text/vectorize.js';
import { keras, type Saved } from '../support/keras.js';
import { ints, problemOf } from './support.js';

interface Case {
  readonly options: Partial<VectorizationSettings>;
  readonly adapt: readonly string[];
  readonly read: readonly string[];
  readonly x: Saved;
}

const DEFAULTS = {
  standardize: 'lower_and_strip_punctuation',
  split: 'whitespace',
  output_mode: 'int',
} as const;

const rowsOf = (numbers: number[]): Rows => ({
  x: ints([numbers.length], numbers),
  y: ints([numbers.length], numbers),
});

describe.each(keras<Case[]>('datasets', 'text_vectorization'))(
  'TextVectorization $options',
  ({ options, adapt, read, x }) => {
    const settings = { ...DEFAULTS, ...options } as VectorizationSettings;

    it('gives what Keras gives', () => {
      const documents = documentsOf([...adapt, ...read], settings);
      const fitted = fitVocabulary(documents, rowsOf([...adapt.keys()]), settings);
      const found = fitted.rows(rowsOf(Array.from(read, (_, i) => adapt.length + i)));
      expect(found.x.shape).toEqual(x.shape);
      // Keras counts in int64; layers that take counts take float32.
      expect(found.x.dtype).toBe(settings.output_mode === 'int' ? 'int32' : 'float32');
      expect({ shape: found.x.shape.slice(1), dtype: found.x.dtype }).toEqual(vectorSpec(settings, ''));
      x.data.forEach((value, i) => {
        expect(Math.abs(found.x.data[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value));
      });
    });
  },
);

it('refuses a mode without the length that it needs, and a length that it has no use for', async () => {
  const settings = { ...DEFAULTS, max_tokens: 9 };
  expect((await problemOf(() => vectorSpec(settings, 'k'))).problems[0]).toMatchObject({
    key: 'k',
    message: expect.stringContaining('needs output_sequence_length'),
  });
  const counted = { ...settings, output_mode: 'count', output_sequence_length: 3 } as const;
  expect((await problemOf(() => vectorSpec(counted, 'k'))).problems[0]!.key).toBe('k.output_sequence_length');
});

it.each([
  ['a.txt', '*.txt', true],
  ['a.txt', 'a.txt', true],
  ['a.txt', 'b*', false],
  ['a.json', '*.txt', false],
  ['aXbXc', 'a*b*c', true],
  ['abc', 'a*b*bc', false],
  ['a', 'a*a', false],
  ['easy-ham-1', '*-ham-*', true],
  ['a'.repeat(5000), `${'a*'.repeat(2000)}b`, false],
])('%.20s fits %.20s: %s', (name, pattern, expected) => {
  expect(fits(name, pattern)).toBe(expected);
});
