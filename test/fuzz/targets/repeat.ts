import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { repeatPage, repeatSummary } from '../../../src/commands/present/repeat.js';
import { unfinishedRepeat } from '../../../src/repeat/unfinished.js';
import { chosenRuns } from '../../../src/runs/catalog/choose.js';
import { findRepeat } from '../../../src/runs/repeats/find.js';
import { readRepeat } from '../../../src/runs/repeats/read.js';
import { each, plain, type Target, text } from './target.js';

const ID = 'repeat-20261120T100000Z-a-0123abcd';

const outcome = { metric: 'test.loss', value: 1, min: null, max: 2, pass: true };
const children = [
  { seed: 1, id: '20261120T100000Z-a-0123abcd', status: 'completed', expect: [outcome], error: null },
  { seed: 2, id: null, status: 'failed', expect: [], error: { message: 'no', exit_code: 3 } },
];

/** What repeat.json holds. */
const good = {
  schema_version: 1,
  id: ID,
  name: 'a',
  status: 'interrupted',
  file: '/nowhere/a.yaml',
  overrides: ['training.epochs=2'],
  experiment_hash: '0'.repeat(64),
  seed: 1,
  children,
  process: { pid: 1, host: 'h', boot: 'b', started: '1' },
  times: { started: '2026-11-20T10:00:00.000Z', ended: null, seconds: 1 },
  resumed: [],
  metrics: { test: { loss: { count: 1, mean: 1, deviation: null, interval: null, min: 1, max: 1 } } },
  error: null,
};

/** A record in which some values are others. */
const changed = fc
  .dictionary(fc.constantFrom(...Object.keys(good), '__proto__', 'toString'), fc.jsonValue(), { maxKeys: 3 })
  .map((some) => text(JSON.stringify(Object.fromEntries(Object.entries({ ...good, ...some })))));

export const repeat: Target = {
  name: 'repeat',
  file: `runs/${ID}/repeat.json`,
  tokens: [
    'null',
    '[]',
    '{}',
    '"running"',
    '"children":',
    '"expect":',
    '"seed":',
    '"metrics":',
    '1e999',
    '"__proto__":',
  ],
  structured: () => changed,
  seeds: () =>
    [
      JSON.stringify(good),
      JSON.stringify({ ...good, children: [null, ...children] }),
      JSON.stringify({ ...good, name: '\u001b[2J', file: "/x/'; rm -rf y\u001b[2J" }),
      JSON.stringify({ ...good, id: '../../../elsewhere' }),
      '['.repeat(280_000),
    ].map(text),
  most: plain,
  open(path, folder) {
    const runs = join(folder, 'runs');
    const record = readRepeat(dirname(path));
    return each(
      () => repeatPage(record),
      () => repeatSummary(record, dirname(path)),
      () => findRepeat(runs, 'repeat-2'),
      () => chosenRuns(runs, ['repeat-2'], {}, 0),
      () => unfinishedRepeat(runs, good.experiment_hash, children.length),
    );
  },
};
