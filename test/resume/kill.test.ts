import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Stream } from '../../src/random.js';
import { readRun } from '../../src/runs/index.js';
import { bench, numbersOf, TEXT } from './support.js';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');
const KILLS = 5;

/** A second or two of training, far more than all the kills wait for, with a checkpoint every few milliseconds. */
const LONG = TEXT.replace(/ {2}callbacks:\n.*\n/, '')
  .replace('epochs: 6', 'epochs: 150')
  .replace('training:', 'training:\n  checkpoint: {every: {steps: 3}}');

const start = (runsDir: string, ...words: string[]) =>
  spawn(process.execPath, [bin, ...words, '--runs-dir', runsDir], { stdio: ['ignore', 'pipe', 'inherit'] });

async function ended(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

const folderIn = (runsDir: string) => join(runsDir, readdirSync(runsDir)[0]!);

test('killed with kill -9 at random moments and resumed, a run is as if it never was', async () => {
  const expected = numbersOf((await bench(LONG).run()).folder);
  const { runsDir, file } = bench(LONG);
  const random = new Stream(7, 'kills');
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(runsDir, 'run', file, '--resume');
    // The first epoch that it tells of: now it has a folder.
    await once(child.stdout!, 'data');
    setTimeout(() => child.kill('SIGKILL'), random.below(80));
    expect(await ended(child)).toBe('SIGKILL');
    expect(readRun(folderIn(runsDir)).status).toBe('interrupted');
  }
  expect(await ended(start(runsDir, 'run', file, '--resume'))).toBe(0);
  expect(readdirSync(runsDir)).toHaveLength(1);
  const folder = folderIn(runsDir);
  expect(numbersOf(folder)).toEqual(expected);
  expect(readRun(folder).resumed).toHaveLength(KILLS);
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)\.|lock/.test(name),
  );
  expect(left).toEqual([]);
});

const ENDLESS = LONG.replace('epochs: 150', 'epochs: 100000');

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s: a checkpoint, a record that says interrupted, exit %i', async (signal, code) => {
  const { runsDir, file } = bench(ENDLESS.replace('{every: {steps: 3}}', '{}'));
  const child = start(runsDir, 'run', file);
  await once(child.stdout!, 'data');
  child.kill(signal);
  expect(await ended(child)).toBe(code);
  const folder = folderIn(runsDir);
  expect(readRun(folder).status).toBe('interrupted');
  expect(readdirSync(join(folder, 'checkpoints')).sort()).toHaveLength(2);
});

/** A step of some tenths of a second, in which no signal is heard. */
const SLOW = ENDLESS.replace('samples: 190, features: 6', 'samples: 5000, features: 100')
  .replace('units: 12', 'units: 100')
  .replace('batch_size: 25', 'batch_size: full')
  .replace('{onnx: {threads: 1}}', 'cpu')
  .replace('{every: {steps: 3}}', '{every: epoch}');

test('a second SIGINT leaves at once, with a record that says interrupted and the checkpoint before', async () => {
  const { runsDir, file } = bench(SLOW);
  const child = start(runsDir, 'run', file);
  await once(child.stdout!, 'data');
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  expect(await ended(child)).toBe(130);
  const folder = folderIn(runsDir);
  const { status, times, epochs } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  expect({ status, ended: typeof times.ended }).toEqual({ status: 'interrupted', ended: 'string' });
  expect(epochs).toBeGreaterThan(0);
  expect(readdirSync(folder)).not.toContain('lock');
});

test('a second run in the same folder exits with 5, and the first is not disturbed', async () => {
  const { runsDir, file } = bench(ENDLESS);
  const child = start(runsDir, 'run', file);
  await once(child.stdout!, 'data');
  const second = spawnSync(process.execPath, [bin, 'resume', 'last', '--runs-dir', runsDir], {
    encoding: 'utf8',
  });
  expect(second.status).toBe(5);
  expect(second.stderr).toMatch(
    new RegExp(`is in use: process ${child.pid} writes to it\\n {2}hint: .*kill ${child.pid}`),
  );
  expect(readRun(folderIn(runsDir)).status).toBe('running');
  child.kill('SIGINT');
  expect(await ended(child)).toBe(130);
  expect(readRun(folderIn(runsDir)).status).toBe('interrupted');
});
