import type { OptionSchema, OptionsOf } from '../../experiment/part.js';

/** How a text becomes tokens. */
export const tokenOptions = {
  standardize: {
    enum: [null, 'lower', 'strip_punctuation', 'lower_and_strip_punctuation'],
    default: 'lower_and_strip_punctuation',
    description:
      'What is changed before a text is split. Only the letters A to Z have lower case, as in Keras.',
  },
  split: {
    enum: ['whitespace', 'character'],
    default: 'whitespace',
    description: 'What a token is: what stands between white space, or one character.',
  },
  ngrams: {
    anyOf: [
      { type: 'integer', minimum: 1, maximum: 10 },
      { type: 'array', items: { type: 'integer', minimum: 1, maximum: 10 }, minItems: 1 },
    ],
    description:
      'Tokens in succession that make one, joined by a space: as many as this and fewer, or these numbers of them.',
  },
} as const satisfies OptionSchema['properties'];

/** The number of tokens that have numbers of their own. */
export const maxTokens = {
  type: 'integer',
  minimum: 3,
  maximum: 1_000_000,
  description:
    'Size of the vocabulary: the most frequent tokens of the training split, and those that stand for padding and ' +
    'for all other tokens.',
} as const;

/** Arguments of keras.layers.TextVectorization. */
export const vectorizationOptions = {
  max_tokens: maxTokens,
  ...tokenOptions,
  output_mode: {
    enum: ['int', 'multi_hot', 'count', 'tf_idf'],
    default: 'int',
    description:
      'int: the numbers of the first `output_sequence_length` tokens (0: no more, 1: not in the vocabulary); ' +
      'multi_hot: 1 for each token of the vocabulary that occurs; count: how often; tf_idf: how often, weighted by ' +
      'how rare it is in the training split.',
  },
  output_sequence_length: {
    type: 'integer',
    minimum: 1,
    description: 'Tokens of one row under output_mode int; longer texts are cut off, shorter ones end in 0.',
  },
} as const satisfies OptionSchema['properties'];

const tokens = { type: 'object', properties: tokenOptions } as const satisfies OptionSchema;
const vectorization = {
  type: 'object',
  properties: vectorizationOptions,
  required: ['max_tokens'],
} as const satisfies OptionSchema;

export type TokenSettings = OptionsOf<typeof tokens>;
export type VectorizationSettings = OptionsOf<typeof vectorization>;
