import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Baseline } from '../../../src/check/baseline.js';
import { readBaseline } from '../../../src/check/baseline-file.js';
import { driftOf } from '../../../src/check/drift.js';
import { judgeRuns } from '../../../src/check/gates.js';
import type { RunRecord } from '../../../src/runs/record.js';
import { good } from './run-record.js';
import { each, plain, type Target, text } from './target.js';

const committed = (root: string) =>
  readFileSync(join(root, 'experiments', 'dense-classifier.baseline.json'), 'utf8');

/** A baseline in which some values are others. */
const changed = fc
  .dictionary(
    fc.constantFrom('seeds', 'metrics', 'experiment', 'versions', 'cpu', '__proto__'),
    fc.jsonValue(),
    {
      maxKeys: 3,
    },
  )
  .map((some) => text(JSON.stringify({ ...JSON.parse(committed(process.cwd())), ...some })));

/** What a check is held against. */
export const baseline: Target = {
  name: 'baseline',
  file: 'a.baseline.json',
  tokens: [
    'null',
    '[]',
    '{}',
    '"mean":',
    '"values":',
    '"seeds":',
    '1e999',
    '"__proto__":',
    '&a ',
    '*a',
    '- ',
    '? ',
  ],
  structured: () => changed,
  seeds: (root) =>
    [
      committed(root),
      '['.repeat(100_000),
      `{"schema_version":1,"metrics":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      `a: &a [1]\nb: [${'*a, '.repeat(50_000)}]`,
      `${'x: 1\n'.repeat(40_000)}`,
    ].map(text),
  most: plain,
  open(path) {
    const read = readBaseline(path) as Baseline;
    const record = good as unknown as RunRecord;
    return each(
      () => judgeRuns({}, read, [new Map([['train.loss', 1]])]),
      () => driftOf(read, [record]),
    );
  },
};
