import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { catalog } from '../../../src/runs/catalog/catalog.js';
import { facts } from '../../../src/runs/catalog/facts-file.js';
import { markOf } from '../../../src/runs/catalog/index-file.js';
import { select } from '../../../src/runs/catalog/select.js';
import { good, ID } from './run-record.js';
import { each, plain, type Target, text } from './target.js';

/** In the place of what only the disk knows: facts of the right mark are believed. */
const MARK = '1-2-3';
const pairs = [
  ['seed', 7],
  ['training.batch_size', 64],
  ['optimizer', 'adam'],
];
const file = (some: object) =>
  text(JSON.stringify({ version: 1, pairs, runs: [[ID, MARK, [0, 1, 2]]], ...some }));

const changed = fc
  .record(
    { pairs: fc.jsonValue(), runs: fc.jsonValue(), version: fc.constant(1) },
    { requiredKeys: ['version'] },
  )
  .map(file);

/** What runs were made of, beside the records. */
export const runFacts: Target = {
  name: 'run-facts',
  file: 'runs/.facts.json',
  tokens: [
    'null',
    '[]',
    '{}',
    '"version":1',
    '"runs":',
    '"pairs":',
    '-1',
    '1e999',
    '"__proto__"',
    `["${ID}","${MARK}",[`,
  ],
  structured: () => changed,
  seeds: () => [
    file({}),
    file({ runs: [[ID, MARK, [9]]] }),
    file({ runs: [[ID, MARK, [0.5, -1]]] }),
    file({
      pairs: [
        ['seed', {}],
        ['toString', '\u001b[2J'],
        ['__proto__', null],
      ],
    }),
    text('['.repeat(280_000)),
  ],
  most: plain,
  prepare(folder) {
    const run = join(folder, 'runs', ID);
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, 'run.json'), JSON.stringify(good));
  },
  open(path, folder) {
    const right = markOf(join(folder, 'runs', ID, 'run.json'));
    writeFileSync(path, readFileSync(path, 'latin1').replaceAll(MARK, right), 'latin1');
    const runs = dirname(path);
    const { entries } = catalog(runs);
    const chosen = (selection: object) => select(entries, selection, 0, () => facts(runs));
    return each(
      () => chosen({ where: ['training.batch_size>1', 'optimizer!=sgd'] }),
      () => chosen({ sort: 'training.batch_size' }),
      () => chosen({ where: ['__proto__=1'] }),
    );
  },
};
