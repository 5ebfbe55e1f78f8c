import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { Stream } from '../../src/random.js';
import { listRuns, readRun } from '../../src/runs/index.js';
import { removeRun } from '../../src/runs/remove.js';
import { bundleChild } from './bundle.js';
import { temporaryFolder } from './temporary.js';

const KILLS = 30;

function newRunsDir(): string {
  return join(temporaryFolder(), 'runs');
}

/** Starts a child, waits until it says that it has begun, and kills it at a random moment after. */
async function killed(words: readonly string[], random: Stream, within: number): Promise<void> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), random.uniform() * within);
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

test('a file that is replaced is old or new after a kill, never a part', async () => {
  const child = await bundleChild('hammer.ts');
  const folder = newRunsDir();
  mkdirSync(folder);
  const path = join(folder, 'file');
  const random = new Stream(2, 'kills');
  for (let kill = 0; kill < KILLS / 2; kill++) {
    await killed([child, path], random, 60);
    const [first, middle, last, rest] = readFileSync(path, 'utf8').split('\n');
    expect(middle).toHaveLength(3_000_000);
    expect({ last, rest }).toEqual({ last: first, rest: '' });
  }
});

/** Every folder that is visible is a whole record. */
function checkWhole(runsDir: string): number {
  const names = readdirSync(runsDir).filter((name) => !name.startsWith('.'));
  for (const name of names) {
    const record = readRun(join(runsDir, name));
    expect(record.id).toBe(name);
    expect(readFileSync(join(runsDir, name, 'experiment.yaml'), 'utf8')).toMatch(/^name: killed\n# x*\n$/);
    const text = readFileSync(join(runsDir, name, 'metrics.csv'), 'utf8');
    const rows = parse(text, { columns: true }) as { epoch: string }[];
    expect(rows.map((row) => Number(row.epoch))).toEqual(rows.map((_, i) => i + 1));
    if (record.status === 'completed') expect(rows).toHaveLength(record.epochs);
    else expect(record.status).toBe('interrupted');
  }
  return names.length;
}

test('a record is whole, interrupted or completed, after a kill at any moment', async () => {
  const child = await bundleChild('child.ts');
  const runsDir = newRunsDir();
  const random = new Stream(1, 'kills');
  for (let kill = 0; kill < KILLS; kill++) await killed([child, runsDir, '0', '20', '300000'], random, 100);
  expect(checkWhole(runsDir)).toBeGreaterThanOrEqual(KILLS);
  const { runs, warnings } = listRuns(runsDir);
  expect(warnings).toEqual([]);
  const statuses = new Set(runs.map((run) => run.record.status));
  expect(statuses).toEqual(new Set(['interrupted', 'completed']));
});

test('a run that is removed is there whole or not at all after a kill at any moment', async () => {
  const [write, remove] = [await bundleChild('child.ts'), await bundleChild('remover.ts')];
  const runsDir = newRunsDir();
  const random = new Stream(3, 'kills');
  expect(spawnSync(process.execPath, [write, runsDir, '50', '1', '1000']).status).toBe(0);
  const files = ['experiment.yaml', 'metrics.csv', 'run.json'];
  for (const name of readdirSync(runsDir)) {
    for (let i = 0; i < 20; i++) writeFileSync(join(runsDir, name, `checkpoint-${i}`), 'x'.repeat(10_000));
  }
  const left = () => readdirSync(runsDir).filter((name) => !name.startsWith('.'));
  let before = left().length;
  for (let kill = 0; kill < 8; kill++) {
    await killed([remove, runsDir], random, 40);
    for (const name of left()) {
      const found = readdirSync(join(runsDir, name)).filter((file) => !file.startsWith('lock'));
      expect(found.filter((file) => !file.startsWith('.'))).toHaveLength(files.length + 20);
      expect(found).toEqual(expect.arrayContaining(files));
    }
    expect(left().length).toBeLessThanOrEqual(before);
    before = left().length;
  }
  // Those that a kill had locked are nobody's now.
  for (const name of left()) removeRun(join(runsDir, name));
  expect(left()).toEqual([]);
});

test('two writers in one folder at once get folders of their own', async () => {
  const child = await bundleChild('child.ts');
  const runsDir = newRunsDir();
  const each = 25;
  const writers = [1, 2].map(() =>
    spawn(process.execPath, [child, runsDir, String(each), '1', '0'], { stdio: 'ignore' }),
  );
  const ends = await Promise.all(writers.map((writer) => once(writer, 'exit')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  expect(checkWhole(runsDir)).toBe(2 * each);
  const { runs } = listRuns(runsDir);
  expect(runs.every((run) => run.record.status === 'completed')).toBe(true);
  // newest first, although ids tell seconds only
  const starts = runs.map((run) => run.record.times.started);
  expect(starts).toEqual(starts.toSorted().reverse());
});
