import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Stream } from '../../src/random.js';
import { repeatExperiment } from '../../src/repeat/repeat.js';
import { listRuns } from '../../src/runs/index.js';
import { childrenOf, repeatIds } from '../../src/runs/repeats/find.js';
import { readRepeat } from '../../src/runs/repeats/read.js';
import { silent } from '../../src/training/listener.js';
import { bench, numbersOf, TEXT } from '../resume/support.js';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');
const KILLS = 5;
const TIMES = 3;

/** A second of training a run, with a checkpoint every few milliseconds. */
const LONG = TEXT.replace(/ {2}callbacks:\n.*\n/, '')
  .replace('epochs: 6', 'epochs: 80')
  .replace('training:', 'training:\n  checkpoint: {every: {steps: 3}}');

const start = (runsDir: string, file: string, ...words: string[]) =>
  spawn(process.execPath, [bin, 'run', file, '--repeat', String(TIMES), '--runs-dir', runsDir, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function ended(child: ChildProcess): Promise<number | string> {
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

/** Waits for an epoch: then the repeat and its first run have their folders. */
async function trains(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout!.on('data', (text) => {
    said += text;
  });
  while (!said.includes('epoch')) await once(child.stdout!, 'data');
}

const only = (runsDir: string) => join(runsDir, repeatIds(runsDir)[0]!);

test('killed with kill -9 at random moments and resumed, a repeat is as if it never was', async () => {
  const undisturbed = bench(LONG);
  const expected = await repeatExperiment(undisturbed.file, {
    runsDir: undisturbed.runsDir,
    listener: silent,
    times: TIMES,
  });
  const { runsDir, file } = bench(LONG);
  const random = new Stream(11, 'kills');
  for (let kill = 0; kill < KILLS; kill++) {
    const child = start(runsDir, file, '--resume');
    await trains(child);
    setTimeout(() => child.kill('SIGKILL'), random.below(250));
    expect(await ended(child)).toBe('SIGKILL');
    const { status, children } = readRepeat(only(runsDir));
    expect(status).toBe('interrupted');
    expect(children.map(({ status: one }) => one)).not.toContain('running');
  }
  expect(await ended(start(runsDir, file, '--resume'))).toBe(0);
  expect(repeatIds(runsDir)).toHaveLength(1);
  const { id, ...record } = readRepeat(only(runsDir));
  expect(record).toMatchObject({ status: 'completed', metrics: expected.record.metrics });
  const numbers = (dir: string, parent: string) =>
    childrenOf(dir, parent).map(({ folder }) => numbersOf(folder));
  expect(numbers(runsDir, id)).toEqual(numbers(undisturbed.runsDir, expected.record.id));
  expect(listRuns(runsDir).runs).toHaveLength(TIMES);
  expect(readdirSync(only(runsDir)).sort()).toEqual(['experiment.yaml', 'repeat.json']);
});

const ENDLESS = LONG.replace('epochs: 80', 'epochs: 100000');

test('Ctrl-C ends the run that goes on and the repeat; a second process is refused meanwhile', async () => {
  const { runsDir, file } = bench(ENDLESS);
  const child = start(runsDir, file);
  await trains(child);
  const busy = spawnSync(
    process.execPath,
    [bin, 'run', file, '--repeat', String(TIMES), '--resume', '--runs-dir', runsDir],
    { encoding: 'utf8' },
  );
  expect(busy.stderr).toMatch(/repeat-\S+: is in use: process \d+ writes to it/);
  expect(busy.status).toBe(5);
  expect(JSON.parse(readFileSync(join(only(runsDir), 'repeat.json'), 'utf8')).status).toBe('running');
  child.kill('SIGINT');
  expect(await ended(child)).toBe(130);
  const { status, children } = readRepeat(only(runsDir));
  expect({ status, children: children.map((one) => one.status) }).toEqual({
    status: 'interrupted',
    children: ['interrupted', 'pending', 'pending'],
  });
  expect(listRuns(runsDir).runs.map(({ record }) => record.status)).toEqual(['interrupted']);
});
