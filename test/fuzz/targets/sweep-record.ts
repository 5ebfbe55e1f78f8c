import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { uncoloured } from '../../../src/commands/present/colour.js';
import { sweepSummary } from '../../../src/commands/present/sweep.js';
import { sweepJson, sweepPage, trialsTable } from '../../../src/commands/present/sweep-page.js';
import { makeSweepReport } from '../../../src/report/sweep/report.js';
import { earlierSweep } from '../../../src/sweeps/begin.js';
import { readSource } from '../../../src/sweeps/launch.js';
import { reconcile } from '../../../src/sweeps/reconcile.js';
import { findSweep } from '../../../src/sweeps/record/find.js';
import { readSweepFolder } from '../../../src/sweeps/record/read.js';
import { exportTrial } from '../../../src/sweeps/results/export-trial.js';
import { resultsOf, weigh } from '../../../src/sweeps/results/results.js';
import { EXPERIMENT, SWEEP } from '../../sweeps/file/small.js';
import { each, plain, type Target, text } from './target.js';

const ID = 'sweep-20261120T100000Z-a-0123abcd';

/** What sweep.json holds. */
const good = {
  schema_version: 1,
  id: ID,
  name: 'a',
  description: null,
  status: 'interrupted',
  file: '/nowhere/sweep.yaml',
  grid: [],
  experiment: '/nowhere/small.yaml',
  experiment_hash: '0'.repeat(64),
  method: 'random',
  seed: 1,
  run_cap: 9,
  objectives: [{ name: 'val_accuracy', goal: 'maximize' }],
  early_terminate: { type: 'asha', min_iter: 1, eta: 3 },
  parameters: {
    'training.batch_size': { min: 8, max: 64 },
    'architecture.h1.units': { values: [4, 8] },
    'optimizer.adam.learning_rate': { distribution: 'log_uniform_values', min: 0.0001, max: 0.1 },
  },
  zip: [],
  constraints: [],
  workers: 2,
  process: { pid: 1, host: 'h', boot: 'b', started: '1' },
  times: { started: '2026-11-20T10:00:00.000Z', ended: null, seconds: 1 },
  resumed: [],
  error: null,
};

const values = (n: number) => ({
  'training.batch_size': 8 + n,
  'architecture.h1.units': n % 2 ? 4 : 8,
  'optimizer.adam.learning_rate': 0.001 * (n + 1),
});

/** What trials.jsonl holds: one trial of each kind, and enough to weigh parameters. */
const events = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((number) => {
  const run = `20261120T100000Z-a-0000000${number}`;
  const status = number < 5 ? 'completed' : number === 5 ? 'stopped' : 'failed';
  const [epochs, seconds, data_hash] = [3, 1.5, 'f'.repeat(64)];
  const ended = { status, run, data_hash, epochs, objectives: [number / 10], seconds, error: null };
  return [
    {
      event: 'chosen',
      number,
      index: number,
      values: values(number),
      experiment_hash: '0'.repeat(64),
      from: null,
    },
    { event: 'began', number, run },
    ...(number < 7 ? [{ event: 'ended', number, ...ended }] : []),
  ];
});

const lines = (some: readonly object[]) => some.map((one) => `${JSON.stringify(one)}\n`).join('');

/** Some values of an object are others. */
const changed = (one: object) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(one), '__proto__', 'toString'), fc.jsonValue(), { maxKeys: 3 })
    .map((some) => Object.fromEntries(Object.entries({ ...one, ...some })));

const TOKENS = [
  ...[
    'null',
    '[]',
    '{}',
    '"running"',
    '"objectives":',
    '"parameters":',
    '"values":',
    '1e999',
    '"__proto__":',
  ],
  ...['"number":', '"event":"again"', '"from":0', '\n', '"status":"waiting"', '"zip":'],
];

const target = (name: string, file: string): Omit<Target, 'structured' | 'seeds'> => ({
  name,
  file: `runs/${ID}/${file}`,
  tokens: TOKENS,
  most: plain,
  prepare(folder) {
    const own = join(folder, 'runs', ID);
    for (const [other, content] of Object.entries({
      'sweep.json': JSON.stringify(good),
      'trials.jsonl': lines(events),
      'sweep.yaml': SWEEP,
      'experiment.yaml': EXPERIMENT,
    })) {
      if (other !== file) writeFileSync(join(own, other), content);
    }
  },
  async open(path, folder) {
    const runs = join(folder, 'runs');
    const stored = readSweepFolder(dirname(path));
    const results = resultsOf(stored);
    const weighed = weigh(results);
    return each(
      () => sweepPage(results, weighed, { top: 10, unicode: true, colours: uncoloured }),
      () => sweepJson(results, weighed, 10),
      () => trialsTable(results, 10, true),
      () => sweepSummary(stored, uncoloured),
      () => makeSweepReport(stored).html.length,
      () => exportTrial(stored, {}),
      () => findSweep(runs, 'a'),
      () => reconcile(stored),
      () => readSource(runs, { resume: ID }).then(({ sweep }) => earlierSweep(runs, sweep)?.record),
    );
  },
});

/** sweep.json, beside trials of it. */
export const sweepRecord: Target = {
  ...target('sweep-record', 'sweep.json'),
  structured: () => changed(good).map((one) => text(JSON.stringify(one))),
  seeds: () =>
    [
      JSON.stringify(good),
      JSON.stringify({ ...good, name: '\u001b[2J', file: "/x/'; rm -rf y\u001b[2J" }),
      JSON.stringify({ ...good, id: '../../../elsewhere' }),
      JSON.stringify({ ...good, parameters: { a: { min: 0, max: 1e300 } }, zip: [['a', 'b']] }),
      '['.repeat(280_000),
    ].map(text),
};

/** trials.jsonl of a sweep that is intact. */
export const sweepTrials: Target = {
  ...target('sweep-trials', 'trials.jsonl'),
  structured: () =>
    fc
      .tuple(fc.nat(events.length - 1), fc.array(fc.constantFrom(...events).chain(changed), { maxLength: 4 }))
      .map(([first, more]) => text(lines([...events.slice(0, first), ...more]))),
  seeds: () =>
    [
      lines(events),
      lines(events).slice(0, -9),
      lines([{ ...events[0], number: 1e15 }]),
      lines([{ ...events[0], values: { '\u001b[2J': '\u001b[2J' } }]),
      `${lines(events)}${'['.repeat(280_000)}\n`,
      '\n'.repeat(280_000),
    ].map(text),
};
