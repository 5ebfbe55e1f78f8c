import { SPLITS, STATUSES } from '../record.js';
import { outcome, processMark, record, type Schema } from '../schema.js';
import { CHILD_STATUSES, REPEAT_VERSION } from './record.js';

const string = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const number = { type: 'number' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const failure = orNull(record({ message: string, exit_code: { type: 'integer' } }));

const child = record({
  seed: { ...count, description: 'That it is trained with.' },
  id: { ...orNull(string), description: 'Of the run; null before it has trained its first step.' },
  status: { enum: CHILD_STATUSES, description: 'pending: it has not begun.' },
  expect: { ...list(outcome), description: 'Each line of expect, and how it came out.' },
  error: { ...failure, description: 'What made the run fail.' },
});

const spread = record({
  count: { type: 'integer', minimum: 1, description: 'Runs that have a finite value.' },
  mean: number,
  deviation: { ...orNull(number), description: 'Of the sample (n - 1); null for a single run.' },
  interval: {
    ...orNull(record({ low: number, high: number })),
    description: "In which the mean lies with a probability of 95 %, by Student's t; null for a single run.",
  },
  min: number,
  max: number,
});

/** JSON Schema (2020-12) of repeat.json; `schemas/repeat.schema.json` is this, written out. */
export const repeatSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'dlx repeat',
  description: 'repeat.json in the folder of a repeat.',
  ...record({
    schema_version: { const: REPEAT_VERSION, description: 'Version of this layout.' },
    id: { type: 'string', minLength: 1, description: 'Name of its folder, and the parent of its runs.' },
    name: { ...string, description: 'Name of the experiment.' },
    status: { enum: STATUSES, description: 'A repeat that was killed still says running: see process.' },
    file: { ...string, description: 'The experiment file, absolute.' },
    overrides: { ...list(string), description: 'path=value, as given on the command line.' },
    experiment_hash: {
      ...string,
      pattern: '^[0-9a-f]{64}$',
      description: 'Of the experiment with its first seed.',
    },
    seed: { ...count, description: 'The first one; the others follow it.' },
    children: { ...list(child), description: 'The runs, in the order of their seeds.' },
    process: { ...processMark, description: 'The process that trained, or trains.' },
    times: record({
      started: { ...string, description: 'ISO 8601, UTC.' },
      ended: { ...orNull(string), description: 'Null while it goes on.' },
      seconds: {
        ...orNull({ type: 'number', minimum: 0 }),
        description: 'Of a repeat that went on, without the time between.',
      },
    }),
    resumed: { ...list(string), description: 'ISO 8601, UTC: every time that it went on.' },
    metrics: {
      type: 'object',
      description: 'Final metrics of the completed runs.',
      properties: Object.fromEntries(
        SPLITS.map((split) => [split, { type: 'object', additionalProperties: spread }]),
      ),
      additionalProperties: false,
    },
    error: { ...failure, description: 'What ended it before all runs had their turn.' },
  }),
};
