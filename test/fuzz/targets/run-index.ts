import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { uncoloured } from '../../../src/commands/present/colour.js';
import { metricsShown, runsTable, runsText } from '../../../src/commands/present/runs.js';
import { catalog } from '../../../src/runs/catalog/catalog.js';
import { entryOf } from '../../../src/runs/catalog/entry.js';
import { markOf } from '../../../src/runs/catalog/index-file.js';
import { select } from '../../../src/runs/catalog/select.js';
import type { RunRecord } from '../../../src/runs/record.js';
import { good, ID } from './run-record.js';
import { each, plain, type Target, text } from './target.js';

const entry = entryOf(good as unknown as RunRecord);
/** In the place of what only the disk knows: an index of the right mark is believed. */
const MARK = '1-2-3';
const indexed = { mark: MARK, entry };
const index = (runs: unknown) => text(JSON.stringify({ version: 1, runs }));

/** An entry in which some values are others. */
const changed = fc
  .dictionary(fc.constantFrom(...Object.keys(entry), '__proto__', 'toString'), fc.jsonValue(), { maxKeys: 3 })
  .map((some) => index([indexed, { ...indexed, entry: { ...entry, ...some } }]));

/** The list of runs beside the records, of which nothing may be believed that the records do not say. */
export const runIndex: Target = {
  name: 'run-index',
  file: 'runs/.index.json',
  tokens: ['null', '[]', '{}', '"version":1', '"runs":', '"mark":', '"entry":', '"metrics":', '"__proto__":'],
  structured: () => changed,
  seeds: () => [
    index([indexed]),
    index([indexed, indexed]),
    index({}),
    text('{"version":2,"runs":[]}'),
    text('['.repeat(280_000)),
    text(`{"version":1,"runs":${'['.repeat(5000)}${']'.repeat(5000)}}`),
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
    const { entries } = catalog(dirname(path));
    return each(
      () => runsText(runsTable(entries, metricsShown(entries, undefined)), 0, uncoloured),
      () => select(entries, { where: ['train.loss<2', 'seed=7'], sort: '-seconds', tags: ['x'] }, 0),
      () => select(entries, { since: '3d', status: 'completed', name: 'a' }, 0),
    );
  },
};
