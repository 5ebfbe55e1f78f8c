import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parseExperiment } from '../../../src/experiment/index.js';
import { readRun } from '../../../src/runs/read.js';
import type { EpochValues, Executor, TrialTask } from '../../../src/sweeps/executor.js';
import { localExecutor } from '../../../src/sweeps/local/pool.js';
import { numbersOf, TEXT } from '../../resume/support.js';
import { temporaryFolder } from '../../runs/temporary.js';

const folder = temporaryFolder();
const experiment = { file: join(folder, 'experiment.yaml'), text: TEXT.replace(/ {2}callbacks:\n.*\n/, '') };

function taskOf(number: number, ...overrides: string[]): TrialTask {
  const { hash } = parseExperiment(experiment.text, { ...experiment, folder, overrides });
  const about = { sweep: 'sweep-20260101T000000Z-x-00000000', number, attempt: 0, run: null, decisions: [] };
  return { ...about, experiment, overrides, experiment_hash: hash };
}

/** Enough to be caught in the middle. */
const LONG = ['training.epochs=600'];

const quiet = { started() {}, epoch() {}, goesOn: () => true };
const never = new AbortController().signal;

/** Processes of the pool. */
const workers = () => {
  try {
    const found = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'trial-worker'], {
      encoding: 'utf8',
    });
    return found.trim().split('\n').map(Number);
  } catch {
    return [];
  }
};

let executor: Executor;
afterEach(() => executor.close());
const begin = (count = 1) => {
  const runsDir = temporaryFolder();
  executor = localExecutor({ workers: count, runsDir });
  return runsDir;
};

test('trains trials in processes that it keeps, and tells of every epoch', async () => {
  const runsDir = begin();
  const heard: [number, EpochValues][] = [];
  let run = '';
  const watcher = {
    ...quiet,
    started: (id: string) => {
      run = id;
    },
    epoch: (epoch: number, values: EpochValues) => heard.push([epoch, values]),
  };
  const first = await executor.run(taskOf(0), watcher, never);
  const [pid] = workers();
  await executor.run(taskOf(1, 'seed=4'), quiet, never);
  expect(workers()).toEqual([pid]);
  const record = readRun(join(runsDir, first.run!));
  expect(first).toMatchObject({ status: 'completed', run, epochs: 6, data_hash: record.data_hash });
  expect(first.final).toEqual(record.metrics.final);
  expect(record.parent).toBe('sweep-20260101T000000Z-x-00000000');
  expect(heard.map(([epoch]) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(heard.at(-1)![1].val_loss).toBe(record.metrics.final.validation!.loss);
});

test('a trial whose process is killed goes on in another one, and comes to the same', async () => {
  const runsDir = begin();
  const undisturbed = await executor.run(taskOf(0, 'training.epochs=60'), quiet, never);
  let kills = 0;
  const kill = (epoch: number) => {
    if (epoch === 20 && kills++ === 0) process.kill(workers()[0]!, 'SIGKILL');
  };
  const runs = temporaryFolder();
  await executor.close();
  executor = localExecutor({ workers: 1, runsDir: runs });
  const end = await executor.run(taskOf(0, 'training.epochs=60'), { ...quiet, epoch: kill }, never);
  expect(end).toMatchObject({ status: 'completed', epochs: 60 });
  expect(numbersOf(join(runs, end.run!))).toEqual(numbersOf(join(runsDir, undisturbed.run!)));
});

test('one that is killed again has failed, and says how', async () => {
  begin();
  // Epochs that it has told of before it was killed come afterwards, too.
  const kill = () => {
    for (const pid of workers()) process.kill(pid, 'SIGKILL');
  };
  const end = await executor.run(taskOf(0, ...LONG), { ...quiet, epoch: kill }, never);
  expect(end).toMatchObject({
    status: 'failed',
    error: { exit_code: 3, message: 'the process that trained it was ended by SIGKILL' },
  });
  // The next one has a process of its own again.
  expect(await executor.run(taskOf(1), quiet, never)).toMatchObject({ status: 'completed' });
});

test('is interrupted in order, and goes on', async () => {
  const runsDir = begin();
  const controller = new AbortController();
  const task = taskOf(0, 'training.epochs=60');
  const end = await executor.run(
    task,
    { ...quiet, epoch: (epoch) => epoch === 10 && controller.abort() },
    controller.signal,
  );
  expect(end.status).toBe('interrupted');
  expect(readRun(join(runsDir, end.run!)).status).toBe('interrupted');
  const epochs: number[] = [];
  const watcher = { ...quiet, epoch: (epoch: number) => void epochs.push(epoch) };
  const again = await executor.run({ ...task, run: end.run }, watcher, never);
  expect(again).toMatchObject({ status: 'completed', run: end.run, epochs: 60 });
  expect(epochs).toEqual(Array.from({ length: 60 - end.epochs }, (_, i) => end.epochs + 1 + i));
});

test('waits to be told whether to go on, and keeps the place of one that does not', async () => {
  const runsDir = begin();
  const asked: number[] = [];
  const watcher = { ...quiet, goesOn: (epoch: number) => asked.push(epoch) < 2 };
  const task = { ...taskOf(0, 'training.epochs=20'), decisions: [3, 7, 9] };
  const end = await executor.run(task, watcher, never);
  expect(asked).toEqual([3, 7]);
  expect(end).toMatchObject({ status: 'stopped', epochs: 7 });
  expect(Object.keys(end.final)).toEqual(['train', 'validation']);
  const again = await executor.run({ ...task, run: end.run, decisions: [9] }, quiet, never);
  expect(again).toMatchObject({ status: 'completed', run: end.run, epochs: 20 });
  const whole = temporaryFolder();
  await executor.close();
  executor = localExecutor({ workers: 1, runsDir: whole });
  const undisturbed = await executor.run(taskOf(0, 'training.epochs=20'), quiet, never);
  expect(numbersOf(join(runsDir, again.run!))).toEqual(numbersOf(join(whole, undisturbed.run!)));
});

test('closing ends its processes', async () => {
  begin(2);
  const both = [0, 1].map((number) => executor.run(taskOf(number, ...LONG, `seed=${number}`), quiet, never));
  while (workers().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await executor.close();
  expect(workers()).toEqual([]);
  const ends = await Promise.all(both);
  expect(ends.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);
  expect(workers()).toEqual([]);
});
