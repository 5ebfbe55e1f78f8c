import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from '../../../src/disk/lock.js';
import { runExperiment } from '../../../src/pipeline.js';
import { readRun } from '../../../src/runs/index.js';
import { Warm } from '../../../src/sweeps/trial/warm.js';
import { silent } from '../../../src/training/listener.js';
import { fileOf } from '../../pipeline/run.js';
import { numbersOf, TEXT } from '../../resume/support.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { trials } from './support.js';

const ANY = ['training.epochs=5', 'training.callbacks=[]'];

/** What `dlx run` leaves of the same. */
async function plain(file: string, overrides: readonly string[]) {
  const runsDir = temporaryFolder();
  const { folder } = await runExperiment(file, { runsDir, overrides, listener: silent });
  return numbersOf(folder);
}

describe('a trial', () => {
  test('leaves what a run leaves, and has its sweep as parent', async () => {
    const { runsDir, file, taskOf, run } = trials(TEXT);
    const { end, told } = await run(taskOf(ANY, { decisions: [2, 5] }));
    const folder = join(runsDir, end.run!);
    const record = readRun(folder);
    expect(numbersOf(folder)).toEqual(await plain(file, ANY));
    expect(record.parent).toBe(taskOf().sweep);
    expect(end).toEqual({
      status: 'completed',
      run: record.id,
      data_hash: record.data_hash,
      epochs: 5,
      final: record.metrics.final,
      seconds: record.times.seconds,
      error: null,
    });
    // Nobody is asked whether a trial goes on behind its last epoch.
    expect(told.map(([what, value]) => (what === 'started' ? value === end.run : [what, value]))).toEqual([
      true,
      ['epoch', 1],
      ['epoch', 2],
      ['asked', 2],
      ['epoch', 3],
      ['epoch', 4],
      ['epoch', 5],
    ]);
  });

  test('tells of epochs as metrics.csv does', async () => {
    const { runsDir, taskOf, run } = trials(TEXT);
    const { end, told } = await run(taskOf(ANY));
    const [head, ...lines] = numbersOf(join(runsDir, end.run!)).csv.filter((line) => line !== '');
    const rows = lines.map((line) => {
      const cells = line.split(',');
      return Object.fromEntries(head!.split(',').map((name, i) => [name, Number(cells[i])]));
    });
    const values = told.flatMap((one) => (one[0] === 'epoch' ? [one[2]] : []));
    expect(values).toHaveLength(5);
    for (const [i, value] of values.entries()) expect(rows[i]).toMatchObject(value);
  });

  test('that is stopped keeps its place, and goes on as if it never had been', async () => {
    const { runsDir, file, taskOf, run } = trials(TEXT);
    const without = [...ANY, 'training.checkpoint=false'];
    const { end } = await run(taskOf(without, { decisions: [1, 3] }), { goesOn: async (epoch) => epoch < 3 });
    const stopped = readRun(join(runsDir, end.run!));
    expect(end).toMatchObject({ status: 'stopped', run: stopped.id, epochs: 3 });
    expect(end.final).toEqual(stopped.metrics.final);
    expect(Object.keys(end.final)).toEqual(['train', 'validation']);
    expect(stopped).toMatchObject({
      status: 'interrupted',
      stop_reason: 'stopped by the sweep after epoch 3',
    });
    const again = await run(taskOf(without, { run: end.run, decisions: [4] }));
    expect(again.end).toMatchObject({ status: 'completed', run: end.run, epochs: 5 });
    expect(again.told.map(([what, value]) => [what, value])).toEqual([
      ['started', end.run],
      ['epoch', 4],
      ['asked', 4],
      ['epoch', 5],
    ]);
    expect(numbersOf(join(runsDir, end.run!))).toEqual(await plain(file, ANY));
  });

  test('that waits for an answer does nothing meanwhile', async () => {
    const { taskOf, run } = trials(TEXT);
    let answer: ((goesOn: boolean) => void) | undefined;
    const epochs: number[] = [];
    const asked = new Promise<void>((heard) => {
      void run(taskOf(ANY, { decisions: [2] }), {
        epoch: (epoch) => epochs.push(epoch),
        goesOn: () => {
          heard();
          return new Promise((resolve) => {
            answer = resolve;
          });
        },
      }).then(({ end }) => epochs.push(end.epochs * 100));
    });
    await asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(epochs).toEqual([1, 2]);
    answer!(false);
    await expect.poll(() => epochs).toEqual([1, 2, 200]);
  });

  test('that is interrupted goes on as if it never had been', async () => {
    const { runsDir, file, taskOf, run } = trials(TEXT);
    const controller = new AbortController();
    const { end } = await run(taskOf(ANY), {
      signal: controller.signal,
      epoch: (epoch) => epoch === 2 && controller.abort(),
    });
    expect(end).toMatchObject({ status: 'interrupted', epochs: 2, error: null });
    // Told to stop before it begins again, it says where it stands.
    const still = await run(taskOf(ANY, { run: end.run }), { signal: controller.signal });
    expect(still).toEqual({ end, told: [] });
    const again = await run(taskOf(ANY, { run: end.run }));
    expect(again.end).toMatchObject({ status: 'completed', run: end.run });
    expect(numbersOf(join(runsDir, end.run!))).toEqual(await plain(file, ANY));
  });

  test('whose run is completed is not trained again', async () => {
    const { runsDir, taskOf, run } = trials(TEXT);
    const { end } = await run(taskOf(ANY));
    const again = await run(taskOf(ANY, { run: end.run }));
    expect(again).toEqual({ end, told: [] });
    expect(readdirSync(runsDir)).toEqual([end.run]);
  });
});

describe('a trial begins anew', () => {
  const stopped = async (text: string, file?: string) => {
    const here = trials(text, file);
    const { end } = await here.run(here.taskOf([], { decisions: [2] }), { goesOn: async () => false });
    expect(end.status).toBe('stopped');
    return { ...here, first: end.run! };
  };

  test('in its run, where that has no checkpoint', async () => {
    const { runsDir, file, taskOf, run, first } = await stopped(TEXT);
    rmSync(join(runsDir, first, 'checkpoints'), { recursive: true });
    const { end } = await run(taskOf([], { run: first }));
    expect(end).toMatchObject({ status: 'completed', run: first });
    expect(numbersOf(join(runsDir, first))).toEqual(await plain(file, []));
  });

  test('in another, where its run is gone', async () => {
    const { runsDir, taskOf, run, first } = await stopped(TEXT);
    rmSync(join(runsDir, first), { recursive: true });
    const { end, told } = await run(taskOf([], { run: first }));
    expect(end.status).toBe('completed');
    expect(told[1]!.slice(0, 2)).toEqual(['epoch', 1]);
  });

  test('in another, where its record is damaged', async () => {
    const { runsDir, taskOf, run, first } = await stopped(TEXT);
    writeFileSync(join(runsDir, first, 'run.json'), '{}');
    const { end } = await run(taskOf([], { run: first }));
    expect(end.status).toBe('completed');
    expect(end.run).not.toBe(first);
  });

  test('in another, where the data has changed', async () => {
    const folder = temporaryFolder();
    const rows = (noise: number) =>
      ['a,b,y', ...Array.from({ length: 60 }, (_, i) => `${i % 7},${(i * noise) % 5},${i % 2}`)].join('\n');
    const text = TEXT.replace(/dataset: .*/, 'dataset: {csv: {path: rows.csv, target: y}}').replaceAll(
      'units: 3',
      'units: 2',
    );
    writeFileSync(join(folder, 'rows.csv'), rows(3));
    const { taskOf, run, first } = await stopped(text, fileOf(text, folder));
    writeFileSync(join(folder, 'rows.csv'), rows(2));
    const { end } = await run(taskOf([], { run: first }));
    expect(end.status).toBe('completed');
    expect(end.run).not.toBe(first);
  });
});

describe('what goes wrong with a trial alone is its end', () => {
  test.each([
    ['a value that is none', ['optimizer.adam.learning_rate=-1'], /learning_rate/],
    ['values that do not go together', ['architecture[3].Dense.units=2'], /classes/],
  ])('%s', async (_name, overrides, message) => {
    const { runsDir, taskOf, run } = trials(TEXT);
    const { end, told } = await run({ ...taskOf(), overrides, experiment_hash: hashAny(overrides) });
    expect(end).toMatchObject({ status: 'failed', run: null, error: { exit_code: 2 } });
    expect(end.error!.message).toMatch(message);
    expect(told).toEqual([]);
    expect(readdirSync(runsDir)).toEqual([]);

    function hashAny(all: readonly string[]): string {
      try {
        return taskOf(all).experiment_hash;
      } catch {
        return 'none';
      }
    }
  });

  test('a loss that is no number', async () => {
    const { runsDir, taskOf, run } = trials(TEXT);
    const { end } = await run(taskOf(['optimizer={sgd: {learning_rate: 1e38}}']));
    expect(end).toMatchObject({ status: 'failed', error: { exit_code: 3 } });
    const record = readRun(join(runsDir, end.run!));
    expect(record).toMatchObject({ status: 'failed', data_hash: end.data_hash });
  });

  test('a mistake of dlx', async () => {
    const { taskOf, run } = trials(TEXT);
    const epoch = () => {
      throw new TypeError('no such thing');
    };
    const { end } = await run(taskOf(), { epoch });
    expect(end).toMatchObject({ status: 'failed', error: { exit_code: 70, message: 'no such thing' } });
    expect(end.run).not.toBeNull();
  });
});

describe('what is wrong with all trials ends the sweep', () => {
  test('a place where no folder can be made: exit 4', async () => {
    const { file, taskOf, run } = trials(TEXT);
    await expect(run(taskOf(), { runsDir: join(file, 'runs') })).rejects.toMatchObject({ exitCode: 4 });
  });

  test('a dlx that reads the experiment as another one: exit 2', async () => {
    const { runsDir, taskOf, run } = trials(TEXT);
    const task = taskOf([], { experiment_hash: 'f'.repeat(64) });
    await expect(run(task)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/experiment ffffffff, this dlx reads it as [0-9a-f]{8}\n.*same version/),
    });
    expect(readdirSync(runsDir)).toEqual([]);
  });
});

test('a run that another process has not given free yet is waited for', async () => {
  const { runsDir, taskOf, run } = trials(TEXT);
  const { end } = await run(taskOf([], { decisions: [1] }), { goesOn: async () => false });
  const lock = lockFolder(join(runsDir, end.run!));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  const stopped = await run(taskOf([], { run: end.run }), { signal: controller.signal });
  expect(stopped).toEqual({ end: { ...end, status: 'interrupted' }, told: [] });
  setTimeout(() => lock.release(), 300);
  const again = await run(taskOf([], { run: end.run }), { warm: new Warm() });
  expect(again.end).toMatchObject({ status: 'completed', run: end.run });
});
