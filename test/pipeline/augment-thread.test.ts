import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunRecord } from '../../src/runs/index.js';
import { temporaryFolder } from '../runs/temporary.js';
import { fileOf, runFile } from './run.js';

const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'dlx.js');

const AUGMENTED = `name: augmented
data:
  dataset: mnist
  limit: {train: 400}
  augment: [{RandomRotation: {factor: 0.1}}, {RandomZoom: {height_factor: 0.2}}]
  preprocess: [rescale]
architecture: [Flatten, {Dense: {units: 10, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 5, batch_size: 32}
`;

// bin/dlx.js builds what is stale: the bundle has the thread that sources run without.
beforeAll(() => {
  execFileSync(process.execPath, [bin, '--version']);
}, 120_000);

const words = (file: string, ...more: string[]) => [
  bin,
  'run',
  file,
  '--runs-dir',
  temporaryFolder(),
  '--json',
  ...more,
];

// Numbers are the same without the thread, so a bundle that does not find it would not show below.
test('the thread is beside the bundle under the name that it is looked for', () => {
  const root = dirname(dirname(bin));
  const source = readFileSync(join(root, 'src', 'training', 'augment', 'producer.ts'), 'utf8');
  const name = /new URL\('\.\/([\w-]+\.js)', import\.meta\.url\)/.exec(source)?.[1];
  expect(readdirSync(join(root, 'dist'))).toContain(name);
});

describe('a run of the bundle, with the thread', () => {
  test('gives the numbers of one without', async () => {
    const file = fileOf(AUGMENTED);
    const record = JSON.parse(
      execFileSync(process.execPath, words(file), { encoding: 'utf8', stdio: 'pipe' }),
    ) as RunRecord;
    const alone = await runFile(file);
    expect(record.metrics).toEqual(alone.record.metrics);
  });

  test('ends where training stops early', () => {
    const stop = 'training.callbacks=[{StopAtTarget: {monitor: accuracy, min: 0.2}}]';
    const text = execFileSync(process.execPath, words(fileOf(AUGMENTED), stop, 'training.epochs=500'), {
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 60_000,
    });
    expect((JSON.parse(text) as RunRecord).stop_reason).toMatch(/accuracy/);
  });

  test('ends where training fails', () => {
    const child = () =>
      execFileSync(process.execPath, words(fileOf(AUGMENTED), 'optimizer={sgd: {learning_rate: 1e38}}'), {
        stdio: 'pipe',
        timeout: 60_000,
      });
    expect(child).toThrow(expect.objectContaining({ status: 3 }));
  });

  test('ends on a signal', async () => {
    const child = spawn(process.execPath, words(fileOf(AUGMENTED), 'training.epochs=100000'), {
      stdio: 'pipe',
    });
    const ended = once(child, 'exit');
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
    });
    child.stdout.resume();
    while (!/epoch/i.test(text) && child.exitCode === null) await once(child.stderr, 'data');
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  });
});
