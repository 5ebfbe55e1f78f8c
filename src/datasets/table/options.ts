import type { OptionSchema, OptionsOf } from '../../experiment/part.js';
import { vectorizationOptions } from '../text/vectorization.js';

const names = { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true } as const;

/** Options of every source that is a table: what is in its columns, and what becomes of it. */
export const tableOptions = {
  target: {
    anyOf: [{ type: 'string' }, { ...names, minItems: 2 }],
    description:
      'Name of the column to be predicted; a list of several for models of several outputs (`data.targets`).',
  },
  features: {
    ...names,
    description:
      'Names of the columns to predict from, in this order (default: all but the target; with `windows`, the ' +
      'target too, where it is a value).',
  },
  target_type: {
    enum: ['auto', 'classes', 'values'],
    default: 'auto',
    description:
      'classes: distinct values are numbered in sorted order (numbers by value, text by code units); values: ' +
      'numbers as they are; auto: classes if the first row has text there or if the numbers are 0, 1, 2 and so ' +
      'on without a gap, else values.',
  },
  one_hot: {
    ...names,
    description:
      'Features of text or codes: each becomes as many inputs as it has distinct values in the rows read, in ' +
      'sorted order; 1 for the value of the row, 0 for the others.',
  },
  ordinal: {
    ...names,
    description:
      'Features of text or codes: each becomes the number of its value among the sorted distinct values of the rows read.',
  },
  missing: {
    enum: ['error', 'drop', 'mean'],
    description:
      'What happens where a value is missing (nothing, NA, NaN, null, ?): error (default): the file is refused; ' +
      'drop: the row is left out; mean: a feature gets its mean over the training split, a row without target is ' +
      'left out.',
  },
  vectorize: {
    type: 'object',
    properties: vectorizationOptions,
    required: ['max_tokens'],
    additionalProperties: false,
    description:
      'For one feature, a text: it becomes tokens, as keras.layers.TextVectorization makes them, with the vocabulary of ' +
      'the training split.',
  },
  windows: {
    type: 'object',
    properties: {
      sequence_length: { type: 'integer', minimum: 1, description: 'Rows of the table in one window.' },
      sequence_stride: {
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'Rows of the table from the beginning of one window to that of the next.',
      },
      sampling_rate: {
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'Rows of the table from one row of a window to the next.',
      },
      horizon: {
        type: 'integer',
        minimum: 0,
        default: 1,
        description: 'How many rows behind the last one of its window the target stands.',
      },
      steps: {
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'Number of targets in successive rows, the first at `horizon`.',
      },
    },
    required: ['sequence_length'],
    additionalProperties: false,
    description:
      'For rows in order of time: an input is a window of successive rows, as in ' +
      'keras.utils.timeseries_dataset_from_array. Splits follow each other in time and share no row.',
  },
} as const satisfies OptionSchema['properties'];

const options = {
  type: 'object',
  properties: { path: { type: 'string' }, ...tableOptions },
  required: ['path', 'target'],
} as const satisfies OptionSchema;

export type TableSettings = OptionsOf<typeof options>;
export type WindowSettings = NonNullable<TableSettings['windows']>;
