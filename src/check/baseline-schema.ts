import type { JsonSchema } from '../experiment/jsonschema.js';

/** Version of the layout of a baseline. Raised when a reader of the old layout would misread the new one. */
export const BASELINE_VERSION = 1;

const string: JsonSchema = { type: 'string' };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };

/** A closed object all of whose properties are required. */
function record(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items, minItems: 1 });

const metric: JsonSchema = {
  ...record({
    mean: { type: 'number', description: 'Over the seeds.' },
    deviation: {
      anyOf: [{ type: 'number', minimum: 0 }, { type: 'null' }],
      description: 'Of the sample (n - 1); null for a single seed.',
    },
    count: { type: 'integer', minimum: 1, description: 'Number of seeds.' },
    values: { ...list({ type: 'number' }), description: 'One a seed, in the order of seeds.' },
  }),
  description: 'Final value of the metric over the seeds.',
};

/** JSON Schema (draft-07, as that of experiments) of a baseline; `schemas/baseline.schema.json` is this, written out. */
export const baselineSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'dlx baseline',
  description:
    '<experiment>.baseline.json beside an experiment file: what `dlx check` holds its runs against.',
  ...record({
    schema_version: { const: BASELINE_VERSION, description: 'Version of this layout.' },
    name: { ...string, description: 'Name of the experiment.' },
    made: { ...string, description: 'When it was made: ISO 8601, UTC.' },
    experiment_hash: { ...sha256, description: 'Over the resolved experiment, with 0 for its seed.' },
    seeds: { ...list({ type: 'integer', minimum: 0 }), description: 'One a run.' },
    metrics: {
      type: 'object',
      patternProperties: { '^(train|validation|test)\\.[^.]+$': metric },
      additionalProperties: false,
      description: 'Final loss and metrics, by split and name.',
    },
    data_hashes: { ...list(sha256), description: 'Over the rows of all splits, one a seed.' },
    engine: { ...string, description: 'Name of the engine that trained.' },
    threads: { type: 'integer', minimum: 1, description: 'Threads that it computed with.' },
    versions: {
      type: 'object',
      patternProperties: { '^.': string },
      additionalProperties: false,
      description: 'Versions of dlx, node and the packages that compute.',
    },
    cpu: { ...string, description: 'Model of the processor.' },
    platform: { ...string, description: 'Such as linux-x64.' },
    experiment: {
      type: 'object',
      description: 'What of the resolved experiment changes numbers; says what has changed since.',
    },
  }),
};
