import { STATUSES } from '../../runs/record.js';
import { processMark, record, type Schema } from '../../runs/schema.js';
import { pruners } from '../pruners/index.js';
import { samplers } from '../samplers/index.js';
import { SWEEP_VERSION, TRIAL_STATUSES } from './record.js';

const string = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const seconds = { type: 'number', minimum: 0 };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const failure = orNull(record({ message: string, exit_code: { type: 'integer' } }));
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };

const trial = record({
  number: { ...count, description: 'From 0, in the order in which they were chosen.' },
  index: { ...count, description: 'Of the proposal that it came from.' },
  values: { type: 'object', description: 'What it sets, by path of the experiment.' },
  experiment_hash: { ...sha256, description: 'Of the experiment with these values.' },
  from: {
    ...orNull(count),
    description: 'The trial whose weights it begins with; null for one that begins anew.',
  },
  status: {
    enum: TRIAL_STATUSES,
    description: 'waiting: it is to begin, or to go on. stopped: it did badly and was ended early.',
  },
  run: { ...orNull(string), description: 'Id of its run; null before it has trained its first step.' },
  data_hash: { ...orNull(sha256), description: 'Of the rows that it was trained on.' },
  attempts: { ...count, description: 'How often it was trained and came to an end, if only for a while.' },
  epochs: { ...count, description: 'That ended.' },
  objectives: {
    ...list({ type: ['number', 'null'] }),
    description: 'What each one came to; null where it is not finite, or not known yet.',
  },
  seconds: { ...orNull(seconds), description: 'That its run has taken.' },
  error: { ...failure, description: 'Why it failed.' },
});

const objective = record({
  name: { ...string, description: 'Such as val_accuracy.' },
  goal: { enum: ['maximize', 'minimize'], description: 'Which way is better.' },
});

const earlyTerminate = record(
  {
    type: { enum: pruners.map(({ name }) => name), description: 'How trials are chosen that end early.' },
    min_iter: { type: 'integer', minimum: 1, description: 'Epochs before the first decision.' },
    max_iter: { type: 'integer', minimum: 1, description: 'Epochs of a whole trial.' },
    eta: { type: 'number', exclusiveMinimum: 1, description: 'One in so many goes on.' },
    s: { type: 'integer', minimum: 1, description: 'Number of brackets.' },
  },
  ['max_iter', 's'],
);

/** JSON Schema (2020-12) of sweep.json; `schemas/sweep-record.schema.json` is this, written out. */
export const sweepRecordSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'dlx sweep record',
  description: 'sweep.json in the folder of a sweep; with its trials, what `dlx sweep --json` prints.',
  ...record(
    {
      schema_version: { const: SWEEP_VERSION, description: 'Version of this layout.' },
      id: { type: 'string', minLength: 1, description: 'Name of its folder, and the parent of its runs.' },
      name: { ...string, description: 'Of the sweep file, or else of the experiment.' },
      description: { ...orNull(string), description: 'Of the sweep file.' },
      status: { enum: STATUSES, description: 'A sweep that was killed still says running: see process.' },
      file: {
        ...orNull(string),
        description: 'The sweep file, absolute; null for a grid from the command line.',
      },
      grid: { ...list(string), description: 'path=value,value, as given on the command line.' },
      experiment: { ...string, description: 'The experiment file, absolute.' },
      experiment_hash: { ...sha256, description: 'Of the experiment as it stands there.' },
      method: { enum: samplers.map(({ name }) => name), description: 'How trials are chosen.' },
      seed: { ...count, description: 'Decides what is chosen.' },
      run_cap: {
        ...orNull({ type: 'integer', minimum: 1 }),
        description: 'The most trials; null for as many as there are.',
      },
      objectives: { ...list(objective), description: 'What is searched for.' },
      early_terminate: { ...orNull(earlyTerminate), description: 'How trials are ended early.' },
      parameters: { type: 'object', description: 'As in the sweep file.' },
      zip: { ...list(list(string)), description: 'As in the sweep file.' },
      constraints: { ...list(string), description: 'As in the sweep file.' },
      workers: { type: 'integer', minimum: 1, description: 'Trials at a time.' },
      process: { ...processMark, description: 'The process that ran it, or runs it.' },
      times: record({
        started: { ...string, description: 'ISO 8601, UTC.' },
        ended: { ...orNull(string), description: 'Null while it goes on.' },
        seconds: {
          ...orNull(seconds),
          description: 'Of a sweep that went on, without the time between.',
        },
      }),
      resumed: { ...list(string), description: 'ISO 8601, UTC: every time that it went on.' },
      error: { ...failure, description: 'What ended it before all trials had their turn.' },
      trials: {
        ...list(trial),
        description: 'What the lines of trials.jsonl come to; only with --json, not in sweep.json.',
      },
    },
    ['trials'],
  ),
};
