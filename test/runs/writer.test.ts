import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.js';
import { createRecord, gitState, readRun, runSchema, versions } from '../../src/runs/index.js';
import { experimentOf, rowOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

const valid = new Ajv.default({ allErrors: true }).compile(runSchema);
let runsDir: string;
beforeEach(() => {
  runsDir = join(temporaryFolder(), 'deep', 'runs');
});

function onDisk(folder: string) {
  const record = readRun(folder);
  expect(valid(record), JSON.stringify(valid.errors)).toBe(true);
  return record;
}

describe('a run', () => {
  test('that is trained and finished', async () => {
    const git = gitState(process.cwd());
    const writer = await createRecord(
      runsDir,
      startOf('mlp', { git, versions: versions(['vitest', 'no-such']) }),
    );
    const begun = onDisk(writer.folder);
    expect(begun).toMatchObject({ status: 'running', name: 'mlp', seed: 7, epochs: 0, error: null });
    writer.epoch(rowOf(1, 0.5));
    writer.epoch(rowOf(2, 0.75));
    const outcome = { metric: 'test.accuracy', value: 0.9, min: 0.8, max: null, pass: true };
    const returned = await writer.finish({
      status: 'completed',
      final: { test: { loss: 0.3, accuracy: 0.9 } },
      expect: [outcome],
    });
    const record = onDisk(writer.folder);
    expect(record).toEqual(returned);
    expect(record.metrics.final).toEqual({
      train: { loss: 0.75, accuracy: 0.5 },
      validation: { loss: 0.75, accuracy: 0.5 },
      test: { loss: 0.3, accuracy: 0.9 },
    });
    expect(record.metrics.best.validation).toEqual({
      loss: { value: 0.5, epoch: 1 },
      accuracy: { value: 0.5, epoch: 1 },
    });
    expect(record).toMatchObject({ status: 'completed', epochs: 2, nulls: {}, expect: [outcome] });
    expect(Object.keys(record.versions)).toEqual(['dlx', 'node', 'vitest']);
    expect(record.times.seconds).toBeGreaterThan(0);
    expect(readdirSync(writer.folder).sort()).toEqual(['experiment.yaml', 'metrics.csv', 'run.json']);
    expect(readFileSync(join(writer.folder, 'experiment.yaml'), 'utf8')).toBe('name: mlp\n');
    expect(readFileSync(join(writer.folder, 'metrics.csv'), 'utf8')).toBe(
      'epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,weights_hash\n' +
        '1,10,0.5,0.5,0.5,0.5,0.001,0.5,abcd\n' +
        '2,20,0.75,0.5,0.75,0.5,0.001,0.5,abcd\n',
    );
  });

  test('without a validation split has no val_ columns', async () => {
    const writer = await createRecord(runsDir, startOf('mlp', { rows: { train: 10, test: 3 } }));
    expect(readFileSync(join(writer.folder, 'metrics.csv'), 'utf8')).toBe(
      'epoch,step,loss,accuracy,learning_rate,seconds,weights_hash\n',
    );
  });

  test('whose loss becomes NaN: null in run.json with what it was, NaN in metrics.csv', async () => {
    const writer = await createRecord(runsDir, startOf('mlp'));
    writer.epoch(rowOf(1, 0.5));
    writer.epoch(rowOf(2, Number.NaN));
    const error = { message: 'the loss became NaN', exitCode: 3 };
    await writer.finish({ status: 'failed', error, final: { test: { loss: Number.POSITIVE_INFINITY } } });
    const record = onDisk(writer.folder);
    expect(record.metrics.final.train).toEqual({ loss: null, accuracy: 0.5 });
    expect(record.nulls).toEqual({
      'metrics.final.train.loss': 'NaN',
      'metrics.final.validation.loss': 'NaN',
      'metrics.final.test.loss': 'Infinity',
    });
    expect(record.metrics.best.train?.loss).toEqual({ value: 0.5, epoch: 1 });
    expect(record.error).toEqual({ message: 'the loss became NaN', exit_code: 3 });
    expect(readFileSync(join(writer.folder, 'metrics.csv'), 'utf8')).toMatch(/^2,20,NaN,0.5,NaN,/m);
  });

  test('does not wait for a slow git, yet has its answer at the end', async () => {
    const git = new Promise<{ commit: string; dirty: boolean }>((resolve) =>
      setTimeout(resolve, 600, { commit: 'late', dirty: true }),
    );
    const begun = performance.now();
    const writer = await createRecord(runsDir, startOf('mlp', { git }));
    expect(performance.now() - begun).toBeLessThan(500);
    expect(onDisk(writer.folder).git).toMatchObject({ commit: null, reason: 'not known yet' });
    expect((await writer.finish({ status: 'interrupted' })).git).toEqual({ commit: 'late', dirty: true });
  });

  test('started in the same second as its twin gets a folder of its own', async () => {
    const clock = { date: new Date('2026-11-22T07:50:12.345Z'), tick: 0 };
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await createRecord(runsDir, startOf('mlp', { clock }))).id);
    const id = '20261122T075012Z-mlp-01234567';
    expect(ids).toEqual([id, `${id}-2`, `${id}-3`]);
  });

  test('with any name stays inside the runs folder', async () => {
    for (const name of ['..', '../up', 'ö ü/\\:*?"<>|', '漢字'.repeat(100), 'a\u0000b']) {
      const writer = await createRecord(runsDir, startOf('x', { experiment: experimentOf(name) }));
      expect(readdirSync(runsDir)).toContain(writer.id);
      expect(onDisk(writer.folder).name).toBe(name);
    }
  });

  test('of 1000 epochs of a moment spends little time on its file', async () => {
    const writer = await createRecord(runsDir, startOf('mlp'));
    const begun = performance.now();
    for (let epoch = 1; epoch <= 1000; epoch++) writer.epoch(rowOf(epoch));
    expect(performance.now() - begun).toBeLessThan(500);
    await writer.finish({ status: 'completed' });
    expect(readFileSync(join(writer.folder, 'metrics.csv'), 'utf8').split('\n')).toHaveLength(1002);
  });

  test('is readable by whom the umask allows', async () => {
    const writer = await createRecord(runsDir, startOf('mlp'));
    expect(statSync(writer.folder).mode & 0o777).toBe(0o777 & ~process.umask());
  });
});

describe('what a kill left behind', () => {
  test('is removed once it is old, and not before', async () => {
    for (const name of ['.new-old', '.new-young']) mkdirSync(join(runsDir, name), { recursive: true });
    const old = Date.now() / 1000 - 7200;
    utimesSync(join(runsDir, '.new-old'), old, old);
    await createRecord(runsDir, startOf('mlp'));
    expect(readdirSync(runsDir)).toContain('.new-young');
    expect(readdirSync(runsDir)).not.toContain('.new-old');
  });
});

describe('a disk that does not do its part', () => {
  const io = (path: string, code: string) =>
    expect.objectContaining({
      exitCode: 4,
      problems: [
        expect.objectContaining({
          file: path,
          message: expect.stringContaining(code),
          hint: expect.any(String),
        }),
      ],
    });

  test('a file in the place of the runs folder', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(createRecord(file, startOf('mlp'))).rejects.toEqual(io(file, 'EEXIST'));
    const below = join(file, 'runs');
    await expect(createRecord(below, startOf('mlp'))).rejects.toEqual(io(below, 'ENOTDIR'));
  });

  test('a folder that vanishes while it is written', async () => {
    const writer = await createRecord(runsDir, startOf('mlp'));
    rmSync(runsDir, { recursive: true });
    expect(() => writer.epoch(rowOf(1))).toThrow(UserError);
    await expect(writer.finish({ status: 'failed' })).rejects.toMatchObject({ exitCode: 4 });
  });
});
