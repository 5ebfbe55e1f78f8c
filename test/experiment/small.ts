import { Ajv } from 'ajv';
import { AJV_OPTIONS } from '../../scripts/generate.js';
import { formatProblem, type Problem, UserError } from '../../src/errors.js';
import type { Tables } from '../../src/experiment/choices.js';
import { discriminate } from '../../src/experiment/discriminate.js';
import type { Grammar, Validate } from '../../src/experiment/grammar.js';
import { type LoadedExperiment, parseWith } from '../../src/experiment/parse.js';
import { choice, type OptionSchema, type Part } from '../../src/experiment/part.js';
import { experimentSchema } from '../../src/experiment/schema.js';

const part = (name: string, options: Partial<OptionSchema> = {}): Part => ({
  name,
  summary: `The ${name}.`,
  options: { type: 'object', properties: {}, ...options },
});

/** Tables of a size that a test can oversee: every way of writing options occurs in them. */
export const smallTables: Tables = {
  activation: [
    part('linear'),
    part('relu'),
    part('softmax', { properties: { axis: { type: 'integer', default: -1, description: 'The axis.' } } }),
  ],
  augmentation: [],
  callback: [
    part('StopAtTarget', {
      properties: {
        monitor: { type: 'string', description: 'What to watch.' },
        min: { type: 'number', description: 'To be reached.' },
        mode: { enum: ['auto', 'min', 'max'], default: 'auto', description: 'Up or down.' },
      },
      required: ['monitor'],
    }),
  ],
  constraint: [],
  dataset: [
    part('mnist'),
    part('npz', {
      properties: { path: { type: 'string', minLength: 1, description: 'The file.' } },
      required: ['path'],
    }),
  ],
  engine: [
    part('cpu'),
    part('onnx', { properties: { threads: { type: 'integer', minimum: 1, description: 'How many.' } } }),
  ],
  initializer: [
    part('zeros'),
    part('normal', {
      properties: { stddev: { type: 'number', minimum: 0, default: 0.05, description: 'Deviation.' } },
    }),
  ],
  layer: [
    { ...part('Add'), inputs: 'many' } as Part,
    part('Conv2D', {
      properties: {
        filters: { type: 'integer', minimum: 1, description: 'Number of filters.' },
        kernel_size: {
          description: 'Height and width.',
          anyOf: [
            { type: 'integer', minimum: 1 },
            { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2, maxItems: 2 },
          ],
        },
        padding: { enum: ['valid', 'same'], default: 'valid', description: 'At the edges.' },
        activation: { ...choice('activation'), default: 'linear' },
      },
      required: ['filters', 'kernel_size'],
    }),
    part('Dense', {
      properties: {
        units: { type: 'integer', minimum: 1, description: 'Size of the output.' },
        activation: { ...choice('activation'), default: 'linear' },
        use_bias: { type: 'boolean', default: true, description: 'Adds a bias.' },
        kernel_initializer: { ...choice('initializer'), default: 'normal' },
        kernel_regularizer: choice('regularizer'),
      },
      required: ['units'],
    }),
    part('Flatten'),
    part('ReLU', {
      properties: {
        max_value: {
          anyOf: [{ type: 'number' }, { type: 'null' }],
          default: null,
          description: 'Cut off here.',
        },
      },
    }),
  ],
  loss: [
    part('mean_squared_error'),
    part('sparse_categorical_crossentropy', {
      properties: { from_logits: { type: 'boolean', default: false, description: 'Before softmax.' } },
    }),
  ],
  metric: [
    part('accuracy'),
    part('top_k', {
      properties: { k: { type: 'integer', minimum: 1, default: 5, description: 'How many.' } },
    }),
  ],
  optimizer: [
    part('adam', {
      properties: {
        learning_rate: { type: 'number', exclusiveMinimum: 0, default: 0.001, description: 'Step.' },
      },
    }),
    part('sgd', {
      properties: {
        learning_rate: { type: 'number', exclusiveMinimum: 0, default: 0.01, description: 'Step.' },
        nesterov: { type: 'boolean', default: false, description: 'Looks ahead.' },
      },
    }),
  ],
  preprocess: [
    part('rescale', {
      properties: { scale: { type: 'number', default: 0.00392156862745098, description: 'Factor.' } },
    }),
    part('standardize'),
  ],
  regularizer: [],
  schedule: [],
};

export function grammarOf(tables: Tables): Grammar {
  const schema = experimentSchema(tables);
  return { schema, validate: new Ajv(AJV_OPTIONS).compile(discriminate(schema)) as Validate };
}

export const small = grammarOf(smallTables);

export const VALID = `name: x
data:
  dataset: mnist
architecture:
  - Flatten
  - Dense: {units: 4, activation: relu, name: h1}
  - Dense: {units: 3}
loss: sparse_categorical_crossentropy
optimizer: adam
`;

export function parse(text: string, overrides: readonly string[] = []): LoadedExperiment {
  return parseWith(small, text, { file: 'x.yaml', folder: '/tmp', overrides });
}

export function problemsOf(text: string, overrides: readonly string[] = []): readonly Problem[] {
  try {
    parse(text, overrides);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

/** Every problem as printed, without the source excerpt: `x.yaml:3:5: key: message | hint`. */
export function said(text: string, overrides: readonly string[] = []): readonly string[] {
  return problemsOf(text, overrides).map(({ source: _source, hint, ...problem }) =>
    [formatProblem(problem), hint].filter((words) => words !== undefined).join(' | '),
  );
}
