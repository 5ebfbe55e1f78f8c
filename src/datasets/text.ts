import type { NDArray } from '../arrays.js';
import { UserError } from '../errors.js';
import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import { defineDataset, type FittedRows, type Ordered, type Rows } from './dataset.js';
import { badFile } from './files/file.js';
import { checkMemory } from './files/memory.js';
import { pathOption } from './files/path-option.js';
import { encodingOption, filesOf, readText } from './files/texts.js';
import { tokensOf } from './text/tokens.js';
import { maxTokens, tokenOptions } from './text/vectorization.js';
import { PADDING, Tokens, UNKNOWN, vocabularyOf } from './text/vocabulary.js';

const KEY = 'data.dataset.text';

const options = {
  type: 'object',
  properties: {
    path: pathOption('The file, or all that fit a name with a `*` in it, one behind the other'),
    encoding: encodingOption,
    standardize: { ...tokenOptions.standardize, default: null },
    split: { ...tokenOptions.split, default: 'character' },
    max_tokens: maxTokens,
    sequence_length: { type: 'integer', minimum: 1, description: 'Tokens in one row of inputs.' },
    sequence_stride: {
      type: 'integer',
      minimum: 1,
      description: 'Tokens from the beginning of one row to that of the next (default: sequence_length).',
    },
    target: {
      enum: ['sequence', 'next'],
      default: 'sequence',
      description:
        'sequence: the token that follows each one of the row, as many as the row has; next: the one that follows ' +
        'the row.',
    },
  },
  required: ['path', 'max_tokens', 'sequence_length'],
} as const satisfies OptionSchema;
type Settings = OptionsOf<typeof options>;

/**
 * A text to learn to go on with. Rows are pieces of it, x int32 [sequence_length]; y is x one token later, int32
 * [sequence_length], or the next token, int32 []. Tokens are numbered as keras.layers.TextVectorization does
 * (0 padding, 1 not in the vocabulary, then by frequency), from the training split only. The classes are the tokens.
 */
export const text = defineDataset({
  name: 'text',
  summary:
    'A text for language models: rows of successive characters or words, and what follows. Splits follow each other ' +
    'in the text; the vocabulary is that of the training split.',
  options,
  async describe(options, { folder }) {
    const shape = options.target === 'sequence' ? [options.sequence_length] : [];
    let tokens = 0;
    await eachToken(options, folder, () => tokens++);
    return {
      x: { shape: [options.sequence_length], dtype: 'int32' },
      y: { shape, dtype: 'int32' },
      rows: { train: rowsIn(tokens, options, folder) },
      hasTest: false,
      classCount: options.max_tokens,
      ordered: gapOf(options),
    };
  },
  async read(options, { folder }) {
    const tokens = new Tokens();
    const numbers: number[] = [];
    await eachToken(options, folder, (token) => numbers.push(tokens.numberOf(token)));
    const rows = rowsIn(numbers.length, options, folder);
    const stream = Int32Array.from(numbers);
    const starts = Int32Array.from({ length: rows }, (_, row) => row * strideOf(options));
    const shape = options.target === 'sequence' ? [rows, options.sequence_length] : [rows];
    checkMemory(4 * rows * (options.sequence_length + 1), 'cutting the text into rows', { key: KEY });
    return {
      // Until `fit` has numbered the tokens, an input is where its row begins, and the target stands empty.
      train: {
        x: { shape: [rows], dtype: 'int32', data: starts },
        y: { shape, dtype: 'int32', data: new Int32Array(shape.reduce((size, axis) => size * axis, 1)) },
      },
      classCount: options.max_tokens,
      ordered: gapOf(options),
      fit: (train) => fitText(stream, tokens, train, options),
    };
  },
});

/** Names of more classes than this would fill the run record. */
const MOST_NAMED = 10_000;

const strideOf = ({ sequence_length, sequence_stride = sequence_length }: Settings) => sequence_stride;

/** Rows that begin within another one, or at its last target. */
const gapOf = (options: Settings): Ordered => ({
  gap: Math.ceil((options.sequence_length + 1) / strideOf(options)) - 1,
});

async function eachToken(options: Settings, folder: string, visit: (token: string) => void): Promise<void> {
  for (const file of filesOf(folder, options.path, `${KEY}.path`)) {
    const content = await readText(file, options.encoding);
    if (content === '') throw badFile(file, 'is empty, expected text');
    for (const token of tokensOf(content, options)) visit(token);
  }
}

function rowsIn(tokens: number, options: Settings, folder: string): number {
  const needed = options.sequence_length + 1;
  if (tokens >= needed) return Math.floor((tokens - needed) / strideOf(options)) + 1;
  const [file] = filesOf(folder, options.path, `${KEY}.path`);
  const message = `has ${tokens} tokens, expected at least ${needed}: a row of sequence_length and what follows`;
  throw file ? badFile(file, message) : new UserError({ key: KEY, message });
}

function fitText(stream: Int32Array, tokens: Tokens, train: Rows, options: Settings): FittedRows {
  const length = options.sequence_length;
  const { names, numbers } = vocabularyOf(
    tokens,
    countOnce(stream, train.x.data, length + 1, tokens.names.length),
    options.max_tokens,
    [PADDING, UNKNOWN],
  );
  const final = stream.map((token) => numbers[token]!);
  return {
    ...(names.length <= MOST_NAMED && { classes: names }),
    rows({ x: { data: starts } }) {
      const rows = starts.length;
      const x = new Int32Array(rows * length);
      const sequence = options.target === 'sequence';
      const y = new Int32Array(sequence ? rows * length : rows);
      starts.forEach((start: number, row: number) => {
        x.set(final.subarray(start, start + length), row * length);
        if (sequence) y.set(final.subarray(start + 1, start + length + 1), row * length);
        else y[row] = final[start + length]!;
      });
      const ints = (shape: number[], data: Int32Array): NDArray => ({ shape, dtype: 'int32', data });
      return { x: ints([rows, length], x), y: ints(sequence ? [rows, length] : [rows], y) };
    },
  };
}

/** How often each token stands in any of the pieces, each place counted once though pieces may overlap. */
function countOnce(stream: Int32Array, starts: ArrayLike<number>, length: number, tokens: number) {
  const covered = new Uint8Array(stream.length);
  for (let i = 0; i < starts.length; i++) covered.fill(1, starts[i]!, starts[i]! + length);
  const counts = new Float64Array(tokens);
  for (let at = 0; at < stream.length; at++) counts[stream[at]!]! += covered[at]!;
  return counts;
}
