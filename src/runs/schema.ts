import { SCHEMA_VERSION, SPLITS, STATUSES } from './record.js';

export type Schema = { readonly [keyword: string]: unknown };

const string = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const number = { type: ['number', 'null'], description: 'Null where the value was not finite: see nulls.' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const map = (values: Schema, description?: string): Schema => ({
  type: 'object',
  additionalProperties: values,
  ...(description && { description }),
});
const list = (items: Schema): Schema => ({ type: 'array', items });
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const bySplit = (value: Schema, description: string): Schema => ({
  type: 'object',
  description,
  properties: Object.fromEntries(SPLITS.map((split) => [split, value])),
  additionalProperties: false,
});

/** A closed object all of whose properties are required, except those named. */
export function record(
  properties: { readonly [name: string]: Schema },
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

export const outcome = record({
  metric: { ...string, description: 'Such as test.accuracy.' },
  value: { type: ['number', 'null'], description: 'Null where there is no finite value.' },
  min: { type: ['number', 'null'], description: 'Null where there is no lower bound.' },
  max: { type: ['number', 'null'], description: 'Null where there is no upper bound.' },
  pass: { type: 'boolean', description: 'Whether the value lies in the range.' },
});

const git = record(
  {
    commit: orNull(string),
    dirty: {
      ...orNull({ type: 'boolean' }),
      description: 'Whether a tracked file differed from the commit.',
    },
    reason: { ...string, description: 'Why commit or dirty is not known.' },
  },
  ['reason'],
);

export const processMark = record({
  pid: count,
  host: string,
  boot: { ...string, description: "Of the system's start; empty where it does not tell." },
  started: { ...string, description: 'When the process started, in words of the system; empty if unknown.' },
});

const resumption = record({
  at: { ...string, description: 'ISO 8601, UTC.' },
  epoch: { ...count, description: 'Epochs that had ended.' },
  step: { ...count, description: 'Steps that were done.' },
  checkpoint: { ...orNull(string), description: 'What it went on from; null where it began anew.' },
  overrides: { ...list(string), description: 'Overrides that were added.' },
  forced: { ...list(string), description: 'What was not as before, and would be refused without --force.' },
});

/** JSON Schema (2020-12) of run.json; `schemas/run.schema.json` is this, written out. */
export const runSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'dlx run record',
  description: 'run.json in the folder of a run.',
  ...record(
    {
      schema_version: { const: SCHEMA_VERSION, description: 'Version of this layout.' },
      id: { type: 'string', minLength: 1, description: "Name of the run's folder." },
      name: { ...string, description: 'Name of the experiment.' },
      description: { ...orNull(string), description: 'Its description.' },
      tags: { ...list(string), description: 'Its tags.' },
      status: { enum: STATUSES, description: 'A run that was killed still says running: see process.' },
      file: { ...string, description: 'The experiment file, absolute.' },
      parent: {
        ...orNull(string),
        description:
          'Id of the repeat or sweep that the run is a part of; null, or absent in old records, for a run of its own.',
      },
      experiment: { type: 'object', description: 'The experiment with every default filled in.' },
      overrides: { ...list(string), description: 'path=value, as given on the command line.' },
      experiment_hash: { ...sha256, description: 'Over the resolved experiment.' },
      data_hash: { ...sha256, description: 'Over the rows of all splits.' },
      seed: { ...count, description: 'Of the experiment.' },
      initial_weights: {
        ...orNull(record({ from: string, hash: string })),
        description:
          'Run or file that training began with the weights of, and their hash; null for initializers.',
      },
      git: { ...git, description: 'Work tree of the experiment file.' },
      versions: map(string, 'Versions of dlx, node and the packages that compute.'),
      engine: { ...string, description: 'Name of the engine that trained.' },
      threads: { type: 'integer', minimum: 1, description: 'Threads that it computed with.' },
      image_block: {
        ...orNull({ type: 'integer', minimum: 1 }),
        description: 'Channels in a block of the layout of images that the engine uses on this CPU.',
      },
      cpu: record({
        model: string,
        cores: { type: 'integer', minimum: 1, description: 'Logical cores that dlx may use.' },
        features: {
          ...orNull(list(string)),
          description: 'Instruction sets; null where the system does not tell.',
        },
      }),
      platform: { ...string, description: 'Such as linux-x64.' },
      process: { ...processMark, description: 'The process that trained, or trains.' },
      resumed: { ...list(resumption), description: 'Every time that the run went on, the first one first.' },
      times: record({
        started: { ...string, description: 'ISO 8601, UTC.' },
        ended: { ...orNull(string), description: 'Null while the run goes on.' },
        seconds: {
          ...orNull({ type: 'number', minimum: 0 }),
          description: 'From the monotonic clock; of a resumed run, without the time between.',
        },
      }),
      parameters: { ...count, description: 'Number of weights, trainable or not.' },
      rows: bySplit(count, 'Rows of each split.'),
      classes: { ...orNull(list(string)), description: 'Names of the classes by number.' },
      epochs: { ...count, description: 'Epochs that ended.' },
      skipped_steps: { ...count, description: 'Steps of these epochs that were skipped: training.on_nan.' },
      stop_reason: { ...orNull(string), description: 'Why training ended before its last epoch.' },
      metrics: record({
        final: bySplit(map(number), 'Loss and metrics at the end, by name.'),
        best: bySplit(
          map(record({ value: number, epoch: { type: 'integer', minimum: 1 } })),
          'The best value of all epochs, and its epoch.',
        ),
      }),
      expect: { ...list(outcome), description: 'Each line of expect, and how it came out.' },
      error: {
        ...orNull(record({ message: string, exit_code: { type: 'integer' } })),
        description: 'What made the run fail.',
      },
      nulls: map(string, 'What stood in the place of a null that was a number, by path.'),
    },
    ['parent', 'initial_weights'],
  ),
};
