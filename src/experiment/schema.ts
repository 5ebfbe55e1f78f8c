import { blocks } from './blocks/schema.js';
import { bounded, mapValues } from './bounds.js';
import { choiceDefinitions, type Tables } from './choices.js';
import { expectation } from './expectation.js';
import type { JsonSchema } from './jsonschema.js';
import {
  classWeight,
  columnsOf,
  lossOrLosses,
  lossWeights,
  metricsOrMap,
  sampleWeight,
  targetsOf,
  weightedMetrics,
} from './outputs.js';
import { choice } from './part.js';

/** No path separators or control characters, no leading dot: the name becomes part of a folder's name. */
const NAME = '^(?!\\.)[^/\\\\\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$';
/** What computes where an experiment names no engine. */
export const STANDARD_ENGINE = 'onnx';

/** Of a key of `expect` that is none. */
const METRIC_HINT = 'write <split>.<metric>, with train, validation or test as split, as in `test.accuracy`';
const METRIC = '^(train|validation|test)\\.[^.]+$';

const fraction: JsonSchema = { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 };

/**
 * JSON Schema (draft-07, which editors complete best) of an experiment file, assembled from the option
 * schemas that stand in the parts' own files. Pure: the same tables give the same schema, key for key.
 */
export function experimentSchema(tables: Tables): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...bounded(rootOf(tables)),
    $defs: mapValues(choiceDefinitions(tables), bounded),
  };
}

const data: JsonSchema = {
  type: 'object',
  title: 'data',
  description: 'What the model is trained and tested on.',
  properties: {
    dataset: { ...choice('dataset'), description: 'The source. Relative paths start at this file.' },
    split: {
      type: 'object',
      description: 'Cuts a source that comes whole, in fractions of all its rows.',
      properties: {
        validation: { ...fraction, description: 'Fraction of all rows that validate.' },
        test: { ...fraction, description: 'Fraction of all rows that test.' },
        stratify: { type: 'boolean', default: false, description: 'Keep the proportions of the classes.' },
      },
      additionalProperties: false,
    },
    validation: {
      description:
        'For a source with its own test split: a fraction of the training split, or `test`, the test split itself.',
      anyOf: [
        { ...fraction, description: 'Fraction of the training split.' },
        { const: 'test', description: 'The test split.' },
      ],
    },
    limit: {
      type: 'object',
      description: 'Train on a part of the training split.',
      properties: {
        train: {
          type: 'integer',
          minimum: 1,
          description: 'Number of rows, chosen by the seed, classes kept in proportion.',
        },
      },
      required: ['train'],
      additionalProperties: false,
    },
    preprocess: {
      type: 'array',
      items: choice('preprocess'),
      default: [],
      description:
        'Transforms of the inputs, in order; fitted on the training split, compiled into the model.',
    },
    augment: {
      type: 'array',
      items: choice('augmentation'),
      default: [],
      description:
        'Random changes of the images of the training split, in order, on raw rows: before `preprocess`.',
    },
    target: {
      description: 'What is made of the target.',
      anyOf: [
        { const: 'one_hot', description: 'Class numbers become one-hot vectors.' },
        { const: 'input', description: 'The target is the input, after `preprocess`: for autoencoders.' },
      ],
    },
    inputs: columnsOf,
    targets: targetsOf,
    sample_weight: sampleWeight,
  },
  required: ['dataset'],
  additionalProperties: false,
};

const checkpoint: JsonSchema = {
  type: 'object',
  description: 'When to write checkpoints, and how many to keep. One is always written at the end.',
  properties: {
    every: {
      default: 'auto',
      description: 'How often to write one.',
      anyOf: [
        { const: 'auto', description: 'Every half minute, and for at most a hundredth of the time.' },
        { const: 'epoch', description: 'At the end of every epoch.' },
        {
          type: 'object',
          description: 'Every so many steps or minutes; of both, whichever comes first.',
          properties: {
            steps: { type: 'integer', minimum: 1, description: 'Steps from one to the next.' },
            minutes: { type: 'number', exclusiveMinimum: 0, description: 'Minutes from one to the next.' },
          },
          minProperties: 1,
          additionalProperties: false,
        },
      ],
    },
    keep: {
      type: 'integer',
      minimum: 1,
      default: 2,
      description: 'How many to keep, the newest ones; the best weights are kept besides.',
    },
  },
  additionalProperties: false,
};

const training: JsonSchema = {
  type: 'object',
  title: 'training',
  description: 'The training loop.',
  default: {},
  properties: {
    epochs: { type: 'integer', minimum: 1, default: 1, description: 'Passes over the training split.' },
    batch_size: {
      description: 'Rows of one step, or `full` for all of the training split.',
      default: 32,
      anyOf: [
        { type: 'integer', minimum: 1, description: 'Rows of one step.' },
        { const: 'full', description: 'All rows of the training split in one step.' },
      ],
    },
    shuffle: { type: 'boolean', default: true, description: 'A new order for every epoch, by the seed.' },
    callbacks: {
      type: 'array',
      items: choice('callback'),
      default: [],
      description: 'What watches training at the end of every epoch.',
    },
    class_weight: classWeight,
    on_nan: {
      description: 'What happens at a step whose loss, gradient or new weights are NaN or infinite.',
      default: 'stop',
      anyOf: [
        { const: 'stop', description: 'Training fails (exit 3) and names the layer where it first shows.' },
        {
          const: 'skip',
          description: 'Everything stays as before the step, which is counted in the record.',
        },
      ],
    },
    checkpoint: {
      description: 'What a run that was interrupted goes on from; `false` writes none.',
      default: {},
      anyOf: [{ const: false, description: 'No checkpoints.' }, checkpoint],
    },
  },
  additionalProperties: false,
};

const rootOf = ({ loss }: Tables): JsonSchema => ({
  title: 'dlx experiment',
  description: 'A deep-learning experiment: data, architecture, loss, optimizer and training.',
  type: 'object',
  properties: {
    name: {
      type: 'string',
      pattern: NAME,
      patternErrorMessage:
        'a name that can be part of a file name: no `/`, `\\`, control characters or leading `.`',
      maxLength: 100,
      description: 'Names the experiment and its run records.',
    },
    description: { type: 'string', description: 'What the experiment is about, for people.' },
    tags: {
      type: 'array',
      items: { type: 'string', minLength: 1, pattern: '^\\P{Cc}+$', patternErrorMessage: 'text on one line' },
      default: [],
      description: 'Words to find runs by.',
    },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      default: 0,
      description: 'Decides initial weights, shuffles, splits, dropout and augmentation.',
    },
    data,
    blocks,
    architecture: {
      type: 'array',
      items: choice('layer'),
      minItems: 1,
      description: 'The layers, in order; `inputs` makes a graph of them.',
    },
    initial_weights: {
      type: 'string',
      minLength: 1,
      description: 'An .npz file with keys `layer/weight`, relative to this file.',
    },
    loss: lossOrLosses(loss.map(({ name }) => name)),
    loss_weights: lossWeights,
    optimizer: { ...choice('optimizer'), description: 'How the weights follow the gradient.' },
    metrics: metricsOrMap,
    weighted_metrics: weightedMetrics,
    training,
    engine: {
      ...choice('engine'),
      default: STANDARD_ENGINE,
      description: 'What computes. Results depend on the engine and its number of threads.',
    },
    expect: {
      type: 'object',
      patternProperties: { [METRIC]: expectation },
      additionalProperties: false,
      patternErrorMessage: METRIC_HINT,
      default: {},
      description:
        'What the final metrics must be: `<split>.<metric>: {min, max, tolerance}`, as in `test.accuracy`.',
    },
  },
  required: ['name', 'data', 'architecture', 'loss', 'optimizer'],
  additionalProperties: false,
});
