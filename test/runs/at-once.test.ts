import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { catalog } from '../../src/runs/catalog/catalog.js';
import { facts } from '../../src/runs/catalog/facts-file.js';
import { listRuns } from '../../src/runs/index.js';
import { fileOf } from '../pipeline/run.js';
import { bundleChild } from './bundle.js';
import { temporaryFolder } from './temporary.js';

const root = join(import.meta.dirname, '..', '..');
const [PROCESSES, EACH] = [4, 50];

const TEXT = `name: at-once
data:
  dataset: {synthetic_classification: {samples: 20, features: 2, classes: 2}}
  split: {test: 0.2}
architecture: [{Dense: {units: 2, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
metrics: [accuracy]
training: {epochs: 1, batch_size: full, checkpoint: false}
engine: cpu
`;

// bin/dlx.js builds what is stale
beforeAll(() => {
  expect(spawnSync(process.execPath, [join(root, 'bin', 'dlx.js'), '--version']).status).toBe(0);
});

/** A process that runs the experiment with so many seeds, through the built library. */
function runner(file: string, runsDir: string, seed: number) {
  const library = pathToFileURL(join(root, 'dist', 'index.js')).href;
  const code = `import { runExperiment } from '${library}';
    for (let i = 0; i < ${EACH}; i++)
      await runExperiment(${JSON.stringify(file)}, { runsDir: ${JSON.stringify(runsDir)}, overrides: ['seed=' + (${seed} + i)] });`;
  return spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The indexes as they are on disk, in the order of ids; without the file, made anew. */
function indexes(runsDir: string) {
  const { entries } = catalog(runsDir);
  const columns = facts(runsDir);
  const { runs } = JSON.parse(readFileSync(join(runsDir, '.index.json'), 'utf8'));
  const byId = (a: { entry: { id: string } }, b: { entry: { id: string } }) =>
    a.entry.id < b.entry.id ? -1 : 1;
  return {
    entries: JSON.parse(JSON.stringify(entries)),
    index: runs.sort(byId),
    seeds: new Map([...columns.column('seed')].sort()),
  };
}

test('200 runs by 4 processes at once, with a fifth that lists them meanwhile', async () => {
  const [runsDir, file] = [temporaryFolder(), fileOf(TEXT)];
  const watch = await bundleChild('watcher.ts');
  const watcher = spawn(process.execPath, [watch, runsDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = text(watcher.stdout);
  const runners = Array.from({ length: PROCESSES }, (_, i) => runner(file, runsDir, i * EACH));
  const ends = await Promise.all(runners.map((child) => once(child, 'exit')));
  expect(ends.map(([code]) => code)).toEqual(runners.map(() => 0));
  watcher.stdin.end();
  expect(Number(await said)).toBeGreaterThan(10);

  const { runs, warnings } = listRuns(runsDir);
  expect(warnings).toEqual([]);
  expect(runs.map(({ record }) => record.status)).toEqual(
    Array.from({ length: PROCESSES * EACH }, () => 'completed'),
  );
  const seeds = runs.map(({ record }) => record.seed).sort((a, b) => a - b);
  expect(seeds).toEqual(Array.from({ length: PROCESSES * EACH }, (_, i) => i));

  const kept = indexes(runsDir);
  for (const name of ['.index.json', '.facts.json']) rmSync(join(runsDir, name));
  expect(indexes(runsDir)).toEqual(kept);
  expect(kept.entries).toHaveLength(PROCESSES * EACH);
  expect(kept.seeds.size).toBe(PROCESSES * EACH);
});
