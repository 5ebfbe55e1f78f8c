import type { JsonSchema } from '../../experiment/jsonschema.js';
import { distributions } from '../distributions/index.js';
import { samplers } from '../samplers/index.js';
import { populationSchema } from './population.js';

/** Options of every distribution, whichever is meant: which of them go together is checked when it is known. */
function distributionOptions(): { [option: string]: JsonSchema } {
  const all: { [option: string]: JsonSchema } = {};
  for (const { options } of distributions) {
    for (const [option, schema] of Object.entries(options.properties) as [string, JsonSchema][]) {
      // An integer for one is a number for another.
      const { default: _default, ...rest } = all[option] ? { ...schema, type: 'number' as const } : schema;
      all[option] = option === 'value' || option === 'values' ? schema : rest;
    }
  }
  return all;
}

const parameter: JsonSchema = {
  type: 'object',
  description: 'How the values of one path of the experiment are chosen.',
  properties: {
    distribution: {
      description: 'Default: by the other keys; min and max that are whole numbers mean int_uniform.',
      anyOf: distributions.map(({ name, summary }) => ({ const: name, description: summary })),
    },
    ...distributionOptions(),
    when: {
      type: 'object',
      description:
        'It takes part only where other parameters have one of these values: `{optimizer: [sgd]}`.',
      patternProperties: { '.+': { description: 'A value, or a list of values.' } },
      additionalProperties: false,
      minProperties: 1,
    },
  },
  minProperties: 1,
  additionalProperties: false,
};

const objective: JsonSchema = {
  type: 'object',
  description: 'What is searched for.',
  properties: {
    name: {
      type: 'string',
      minLength: 1,
      description: 'A metric as in metrics.csv (`val_accuracy`, `loss`), or a final one (`test.accuracy`).',
    },
    goal: {
      description: 'Default: maximize for accuracies, minimize for losses and errors.',
      anyOf: [
        { const: 'maximize', description: 'The more, the better.' },
        { const: 'minimize', description: 'The less, the better.' },
      ],
    },
  },
  required: ['name'],
  additionalProperties: false,
};

const earlyTerminate: JsonSchema = {
  type: 'object',
  description: 'Ends trials that do badly before their last epoch.',
  properties: {
    type: {
      anyOf: [
        {
          const: 'hyperband',
          description: 'Brackets that begin with few epochs for many trials, or more for fewer.',
        },
        {
          const: 'asha',
          description: 'One bracket: at every rung the best of those that have come there go on.',
        },
        {
          const: 'median',
          description: 'A trial that is worse than the median of the others at its epoch ends.',
        },
      ],
    },
    min_iter: { type: 'integer', minimum: 1, default: 1, description: 'Epochs before the first decision.' },
    max_iter: {
      type: 'integer',
      minimum: 1,
      description: 'Epochs of a whole trial. Default: training.epochs.',
    },
    eta: { type: 'number', exclusiveMinimum: 1, default: 3, description: 'One in so many goes on.' },
    s: {
      type: 'integer',
      minimum: 1,
      description: 'Number of brackets of hyperband. Default: all that fit.',
    },
  },
  required: ['type'],
  additionalProperties: false,
};

/** JSON Schema (draft-07) of a sweep file. */
export function sweepSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'dlx sweep',
    description: 'Which values of an experiment to try, and how to choose among them. Keys are those of W&B.',
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 100, description: 'Default: that of the experiment.' },
      description: { type: 'string', description: 'What the sweep is about, for people.' },
      experiment: { type: 'string', minLength: 1, description: 'The experiment file, relative to this one.' },
      method: {
        description: 'How the next trial is chosen.',
        anyOf: samplers.map(({ name, summary }) => ({ const: name, description: summary })),
      },
      metric: {
        description: 'What is searched for: one metric, or a list of several for a front of trade-offs.',
        anyOf: [objective, { type: 'array', items: objective, minItems: 1, description: 'Several metrics.' }],
      },
      parameters: {
        type: 'object',
        description: 'By path, as in an override: `optimizer.adam.learning_rate`.',
        patternProperties: { '.+': parameter },
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 100,
      },
      zip: {
        type: 'array',
        description:
          'Lists of parameters that change together: the first values of all, the second ones, and so on.',
        items: { type: 'array', items: { type: 'string' }, minItems: 2, uniqueItems: true },
        default: [],
      },
      constraints: {
        type: 'array',
        description:
          'What every trial has to meet: `training.batch_size * architecture[1].Dense.units <= 8192`.',
        items: { type: 'string', minLength: 1 },
        default: [],
      },
      early_terminate: earlyTerminate,
      population: populationSchema,
      run_cap: {
        type: 'integer',
        minimum: 1,
        description: 'The most trials. Default: no end, but of the space.',
      },
      seed: { type: 'integer', minimum: 0, default: 0, description: 'Decides what is chosen.' },
    },
    required: ['experiment', 'method', 'metric', 'parameters'],
    additionalProperties: false,
  };
}
