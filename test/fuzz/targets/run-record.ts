import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { recordPage } from '../../../src/commands/present/record.js';
import { compareByConfig } from '../../../src/compare/by-config.js';
import { compare } from '../../../src/compare/compare.js';
import { differences } from '../../../src/resume/differences.js';
import { fingerprintIn } from '../../../src/resume/fingerprint.js';
import { reload } from '../../../src/resume/reload.js';
import { newestUnfinished } from '../../../src/resume/unfinished.js';
import { catalog } from '../../../src/runs/catalog/catalog.js';
import { facts } from '../../../src/runs/catalog/facts-file.js';
import { select } from '../../../src/runs/catalog/select.js';
import { filesOf } from '../../../src/runs/files.js';
import { findRun, listRuns, previousRun, readRun } from '../../../src/runs/index.js';
import { retagged } from '../../../src/runs/tags.js';
import { experimentOf } from '../../runs/made.js';
import { each, plain, type Target, text, VALID } from './target.js';

export const ID = '20261120T100000Z-a-0123abcd';

/** What run.json holds. */
export const good = {
  schema_version: 1,
  id: ID,
  name: 'a',
  description: null,
  tags: [],
  status: 'running',
  file: '/nowhere/a.yaml',
  experiment: experimentOf('a'),
  overrides: ['training.epochs=2'],
  experiment_hash: '0'.repeat(64),
  data_hash: 'f'.repeat(64),
  seed: 7,
  git: { commit: null, dirty: null, reason: 'none' },
  versions: { dlx: '0.1.0', node: '20.0.0' },
  engine: 'onnx',
  threads: 2,
  cpu: { model: 'x', cores: 2 },
  platform: 'linux-x64',
  process: { pid: 1, host: 'h', boot: 'b', started: '1' },
  resumed: [],
  times: { started: '2026-11-20T10:00:00.000Z', ended: null, seconds: null },
  parameters: 10,
  rows: { train: 1 },
  classes: null,
  epochs: 1,
  stop_reason: null,
  metrics: { final: { train: { loss: 1 } }, best: { train: { loss: { value: 1, epoch: 1 } } } },
  expect: [],
  error: null,
  nulls: {},
};

/** A record in which some values are others. */
const changed = fc
  .dictionary(fc.constantFrom(...Object.keys(good), '__proto__', 'toString'), fc.jsonValue(), { maxKeys: 3 })
  .map((some) => text(JSON.stringify(Object.fromEntries(Object.entries({ ...good, ...some })))));

export const runRecord: Target = {
  name: 'run-record',
  file: `runs/${ID}/run.json`,
  tokens: [
    ...[
      'null',
      '[]',
      '{}',
      '1e999',
      '"\\u001b[2J"',
      '"__proto__":',
      '"toString":1,',
      '"running"',
      '"../../x"',
      '-1',
    ],
    ...[
      '"overrides":',
      '"experiment":',
      '"training":',
      '"process":',
      '"pid":',
      '"versions":',
      '"times":',
      'true',
      '"',
    ],
  ],
  structured: () => changed,
  seeds: () =>
    [
      JSON.stringify(good),
      JSON.stringify({ ...good, experiment: 'x' }),
      JSON.stringify({ ...good, overrides: [1] }),
      JSON.stringify({ ...good, id: '../../../elsewhere', file: '/etc/passwd\u0000' }),
      '['.repeat(280_000),
      JSON.stringify(good).replace('"tags":[]', `"tags":${'['.repeat(5000)}${']'.repeat(5000)}`),
      JSON.stringify(good).replace('"data":{', `"data":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)},`),
    ].map(text),
  most: plain,
  prepare(folder) {
    mkdirSync(join(folder, 'runs', ID), { recursive: true });
    writeFileSync(join(folder, 'runs', ID, 'experiment.yaml'), VALID);
  },
  open(path, folder) {
    const runs = join(folder, 'runs');
    const record = readRun(path);
    const stored = { folder: dirname(path), record };
    return each(
      () => listRuns(runs),
      () => findRun(runs, 'last'),
      () => findRun(runs, 'a'),
      () => previousRun(runs, 'a'),
      () => reload(stored, []).value,
      () => newestUnfinished(runs, fingerprintIn(record)),
      () => select(catalog(runs).entries, { where: ['train.loss<2'], sort: 'seconds' }, 0),
      () =>
        select(catalog(runs).entries, { where: ['seed<9'], sort: 'training.batch_size' }, 0, () =>
          facts(runs),
        ),
      () => recordPage(record, filesOf(dirname(path))),
      () => retagged(record, ['x']),
      () => compare([record, readRun(path)]),
      () => compareByConfig([record, readRun(path)]),
      () => {
        const fingerprint = fingerprintIn(record);
        const loaded = reload(stored, []);
        return differences(
          { fingerprint, experiment: record.experiment },
          { fingerprint: { ...fingerprint, experiment: '' }, experiment: loaded.value },
        );
      },
    );
  },
};
