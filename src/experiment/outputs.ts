import { LAYER_NAME, LAYER_NAME_WORDS } from './choices.js';
import type { JsonSchema } from './jsonschema.js';
import { choice } from './part.js';

/** Outputs name columns of metrics.csv and keys of `expect`, which a dot divides. */
const OUTPUT_NAME = '^[A-Za-z0-9_\\-]+$';
const OUTPUT_WORDS = 'an output is the name of a layer, of letters, digits, `_` and `-`';

/** A map from the names of outputs to something. */
const byOutput = (item: JsonSchema, description: string): JsonSchema => ({
  type: 'object',
  description,
  patternProperties: { [OUTPUT_NAME]: item },
  additionalProperties: false,
  patternErrorMessage: OUTPUT_WORDS,
});

const columns: JsonSchema = {
  type: 'array',
  description: 'Columns: names, where the source has names, or positions from 0.',
  items: {
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'integer', minimum: 0 },
    ],
  },
  minItems: 1,
  uniqueItems: true,
};

/** `loss`: one, or one for each of several outputs. A map in which a loss is a key is meant for one. */
export const lossOrLosses = (losses: readonly string[]): JsonSchema => ({
  title: 'loss',
  description: 'What training minimizes: a loss, or a map with a loss for each of several outputs.',
  anyOf: [
    choice('loss'),
    {
      ...byOutput(choice('loss'), 'Losses by the names of the layers that are outputs.'),
      ...(losses.length > 0 && { propertyNames: { not: { enum: losses } } }),
      minProperties: 2,
    },
  ],
});

/** `loss_weights` */
export const lossWeights = byOutput(
  { type: 'number', minimum: 0, description: 'What the loss of this output counts.' },
  'What the losses of several outputs count in their sum (default: 1 each).',
);

const metricList: JsonSchema = { type: 'array', items: choice('metric') };

/** `metrics`: a list, or a list for each of several outputs. */
export const metricsOrMap: JsonSchema = {
  description:
    'What is measured beside the loss, on every split: a list, or a map of lists for several outputs.',
  default: [],
  anyOf: [metricList, byOutput(metricList, 'Metrics by the names of outputs.')],
};

/** `weighted_metrics`. Without a default, so that experiments resolve to what they were before there were these. */
export const weightedMetrics: JsonSchema = {
  description:
    'Metrics in which rows count as data.sample_weight and training.class_weight say; a list, or a map of lists for ' +
    'several outputs. One that stands in `metrics` too is named weighted_<metric>.',
  anyOf: [metricList, byOutput(metricList, 'Metrics by the names of outputs.')],
};

/** `data.inputs` */
export const columnsOf: JsonSchema = {
  type: 'object',
  description:
    'Names for columns of the inputs, which layers can take as `inputs`. `input` stays the whole row.',
  patternProperties: { [LAYER_NAME]: columns },
  additionalProperties: false,
  patternErrorMessage: LAYER_NAME_WORDS,
};

/** `data.targets` */
export const targetsOf: JsonSchema = byOutput(
  { anyOf: [columns, { const: 'input', description: 'The input, after `preprocess`.' }] },
  'Columns of the target for each of several outputs (default: all of them for each).',
);

/** `data.sample_weight` */
export const sampleWeight: JsonSchema = {
  type: 'string',
  minLength: 1,
  description:
    'How much each row counts in the loss, on every split: a column of a csv file, which is then no feature, or `w` ' +
    'for the arrays w_train and w_test of an npz file.',
};

/** `training.class_weight` */
export const classWeight: JsonSchema = {
  description: 'How much rows of each class count in the loss of the training split, as in Keras.',
  anyOf: [
    { const: 'balanced', description: 'All classes alike: rows / (classes * rows of the class).' },
    {
      type: 'object',
      description: 'By number or name of the class; 1 for those that are not named.',
      patternProperties: { '^.+$': { type: 'number', minimum: 0 } },
      additionalProperties: false,
      minProperties: 1,
    },
  ],
};
