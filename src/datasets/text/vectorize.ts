import { type NDArray, type Spec, sizeOf } from '../../arrays.js';
import { UserError } from '../../errors.js';
import type { FittedRows, Rows } from '../dataset.js';
import { checkMemory } from '../files/memory.js';
import { tokensOf } from './tokens.js';
import type { VectorizationSettings } from './vectorization.js';
import { PADDING, Tokens, UNKNOWN, type Vocabulary, vocabularyOf } from './vocabulary.js';

/** Texts as tokens, with numbers that are not yet those of a vocabulary. */
export interface Documents {
  readonly tokens: Tokens;
  /** The tokens of each text; under output_mode int no more than are used. */
  readonly texts: readonly Int32Array[];
}

/**
 * One row of inputs: int32 [output_sequence_length], or float32 [max_tokens].
 *
 * @throws UserError for options that do not go together.
 */
export function vectorSpec(options: VectorizationSettings, key: string): Spec {
  const { output_mode, output_sequence_length: length, max_tokens } = options;
  if (output_mode !== 'int') {
    if (length === undefined) return { shape: [max_tokens], dtype: 'float32' };
    const message = `is for output_mode int, a row of ${output_mode} has max_tokens numbers`;
    throw new UserError({ key: `${key}.output_sequence_length`, message, hint: 'remove it' });
  }
  if (length !== undefined) return { shape: [length], dtype: 'int32' };
  const message =
    'needs output_sequence_length: rows have one length, and it must be known before they are read';
  throw new UserError({ key, message: `output_mode int ${message}` });
}

/** Reads texts into tokens, one text at a time. */
export function documentsOf(texts: Iterable<string>, options: VectorizationSettings): Documents {
  const tokens = new Tokens();
  const numbered = Array.from(texts, (text) =>
    Int32Array.from(tokensOf(text, options), (token) => tokens.numberOf(token)),
  );
  return { tokens, texts: numbered };
}

/**
 * Fits a vocabulary to the training split as keras.layers.TextVectorization's adapt does. Rows as read have the
 * numbers of texts as `x` (int32 [rows]). Rows of multi_hot, count and tf_idf are as wide as `max_tokens`
 * (`pad_to_max_tokens: true`), which Keras leaves to what the texts hold.
 */
export function fitVocabulary(documents: Documents, train: Rows, options: VectorizationSettings): FittedRows {
  const { tokens, texts } = documents;
  const chosen = Array.from(train.x.data, (text) => texts[text]!);
  const counts = new Float64Array(tokens.names.length);
  for (const text of chosen) for (const token of text) counts[token]! += 1;
  const special = options.output_mode === 'int' ? [PADDING, UNKNOWN] : [UNKNOWN];
  const vocabulary = vocabularyOf(tokens, counts, options.max_tokens, special);
  const weights = options.output_mode === 'tf_idf' ? inverseFrequencies(vocabulary, chosen) : undefined;
  return {
    rows(read) {
      const { x } = read;
      const { shape, dtype } = vectorSpec(options, '');
      const rows = x.data.length;
      checkMemory(4 * rows * sizeOf(shape), 'vectorizing texts', { key: 'data.dataset' });
      const length = sizeOf(shape);
      const data = dtype === 'int32' ? new Int32Array(rows * length) : new Float32Array(rows * length);
      x.data.forEach((text: number, row: number) => {
        const out = data.subarray(row * length, (row + 1) * length);
        const numbers = texts[text]!;
        if (dtype === 'int32') writeNumbers(numbers, vocabulary, out);
        else writeCounts(numbers, vocabulary, out, options.output_mode === 'multi_hot', weights);
      });
      return { ...read, x: { shape: [rows, ...shape], dtype, data } as NDArray };
    },
  };
}

type Numbers = Int32Array | Float32Array;

function writeNumbers(text: Int32Array, { numbers }: Vocabulary, out: Numbers): void {
  const length = Math.min(text.length, out.length);
  for (let i = 0; i < length; i++) out[i] = numbers[text[i]!]!;
}

function writeCounts(
  text: Int32Array,
  { numbers }: Vocabulary,
  out: Numbers,
  once: boolean,
  weights: Float32Array | undefined,
): void {
  for (const token of text) out[numbers[token]!] = once ? 1 : out[numbers[token]!]! + 1;
  if (weights) for (let i = 0; i < weights.length; i++) out[i] = out[i]! * weights[i]!;
}

/** log(1 + texts / (1 + texts that have the token)); the mean of them all for unknown tokens. */
function inverseFrequencies({ names, numbers }: Vocabulary, texts: readonly Int32Array[]): Float32Array {
  const having = new Float64Array(names.length);
  for (const text of texts) for (const token of new Set(text)) having[numbers[token]!]! += 1;
  const weights = Float32Array.from(having, (count) => Math.log(1 + texts.length / (1 + count)));
  const learnt = weights.subarray(1);
  weights[0] = learnt.reduce((sum, weight) => sum + weight, 0) / Math.max(1, learnt.length);
  return weights;
}
