import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resumeRun } from '../../src/pipeline.js';
import type { RunRecord } from '../../src/runs/index.js';
import { silent } from '../../src/training/listener.js';
import { type VerifyOptions, verifyRun } from '../../src/verify/verify.js';
import { abortAfter, bench, TEXT } from '../resume/support.js';

const verify = (runsDir: string, options: Partial<VerifyOptions> = {}, run = 'last') =>
  verifyRun(run, { runsDir, listener: silent, ...options });

/** Changes run.json. */
function edit(folder: string, change: (record: RunRecord) => object): void {
  const path = join(folder, 'run.json');
  const record = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...record, ...change(record) }));
}

/** Changes a cell of metrics.csv. */
function editCell(folder: string, epoch: number, column: string, change: (cell: string) => string): void {
  const path = join(folder, 'metrics.csv');
  const lines = readFileSync(path, 'utf8').split('\n');
  const at = lines[0]!.split(',').indexOf(column);
  const cells = lines[epoch]!.split(',');
  lines[epoch] = cells.with(at, change(cells[at]!)).join();
  writeFileSync(path, lines.join('\n'));
}

const bin = join(import.meta.dirname, '..', '..', 'bin', 'dlx.js');

const leftovers = () => readdirSync(tmpdir()).filter((name) => /^dlx-[^t]/.test(name));

/** Six epochs: nothing stops it before. */
const PLAIN = TEXT.replace(/ {2}callbacks:\n.*\n/, '').replace('  - BatchNormalization\n', '');

/** One step an epoch, each larger than the one before. */
const DIVERGING = `name: diverging
data: {dataset: {csv: {path: data.csv, target: y}}}
architecture: [{Dense: {units: 1}}]
loss: mean_squared_error
optimizer: {sgd: {learning_rate: 0.1}}
training: {epochs: 50, batch_size: full}
engine: {onnx: {threads: 1}}
`;

describe('a run that is replayed', () => {
  test.each([
    ['{onnx: {threads: 1}}', TEXT],
    ['{onnx: {threads: 2}}', TEXT],
    ['onnx', PLAIN],
    ['cpu', PLAIN],
  ])('with engine %s is identical', async (engine, text) => {
    const { runsDir, run } = bench(text.replace('{onnx: {threads: 1}}', engine));
    const { record } = await run();
    const before = leftovers();
    expect(await verify(runsDir)).toEqual({
      id: record.id,
      identical: true,
      epochs: record.epochs,
      compared: record.epochs,
      differing: [],
      final: [],
      conditions: [],
      notes: [],
    });
    expect(leftovers()).toEqual(before);
    expect(readdirSync(runsDir)).toEqual([record.id]);
  });

  test('is told apart from the first epoch on that differs', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder } = await run();
    editCell(folder, 3, 'weights_hash', (hash) => hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
    editCell(folder, 5, 'val_loss', (value) => String(Number(value) + 0.25));
    const found = await verify(runsDir);
    expect(found).toMatchObject({
      identical: false,
      epochs: 6,
      compared: 3,
      differing: [{ epoch: 3, values: [{ name: 'weights_hash' }] }],
      conditions: [],
    });
    const all = await verify(runsDir, { all: true });
    expect(all).toMatchObject({
      compared: 6,
      differing: [{ epoch: 3 }, { epoch: 5, values: [{ name: 'val_loss' }] }],
    });
    const { recorded, replayed } = all.differing[1]!.values[0]!;
    expect(Number(recorded) - Number(replayed)).toBeCloseTo(0.25, 12);
    // What comes before is as it was.
    expect(await verify(runsDir, { epochs: 2 })).toMatchObject({ identical: true, compared: 2, epochs: 6 });
  });
});

describe('what is not as it was is named', () => {
  const CSV = PLAIN.replace(
    '{synthetic_classification: {samples: 190, features: 6, classes: 3}}',
    '{csv: {path: data.csv, target: c}}',
  );
  const rows = Array.from({ length: 120 }, (_, i) => [i % 7, (i * i) % 11, i % 5, 'abc'[i % 3]].join());
  const csv = (changed: number) => ['x,y,z,c', ...rows.with(changed, `${rows[changed]}`)].join('\n');

  test('other data: nothing is trained, unless it is asked for', async () => {
    const { runsDir, file, run } = bench(CSV);
    const data = join(file, '..', 'data.csv');
    writeFileSync(data, csv(0));
    await run();
    writeFileSync(data, csv(0).replace('0,0,0,a', '6,0,0,a'));
    const found = await verify(runsDir);
    expect(found).toMatchObject({ identical: false, compared: 0, differing: [] });
    expect(found.conditions).toMatchObject([{ key: 'data', decisive: true }]);
    expect(found.notes).toEqual([expect.stringMatching(/data is not that of the run/)]);
    const { compared, differing } = await verify(runsDir, { all: true });
    expect(compared).toBe(6);
    expect(differing.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    unlinkSync(data);
    await expect(verify(runsDir)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/data\.csv/),
    });
  });

  test('engine, threads, versions, machine, code and the experiment itself', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder, record } = await run({ overrides: ['training.epochs=1'] });
    const image = record.image_block === null ? null : String(record.image_block);
    edit(folder, ({ versions, cpu, experiment }) => ({
      versions: {
        ...versions,
        dlx: '0.0.1',
        node: `${process.versions.node.split('.')[0]}.99.0`,
      },
      cpu: { ...cpu, model: 'Other', features: ['sse4_2', 'avx9'] },
      ...{ engine: 'cpu', threads: 2, platform: 'linux-arm64', image_block: 32 },
      git: { commit: 'c0ffee', dirty: true },
      experiment: { ...experiment, seed: 4 },
    }));
    const { identical, conditions } = await verify(runsDir);
    expect(identical).toBe(true);
    expect(conditions).toEqual(
      expect.arrayContaining([
        { key: 'seed', before: '4', now: '3', decisive: true },
        { key: 'engine', before: 'cpu', now: 'onnx', decisive: true },
        { key: 'threads', before: '2', now: '1', decisive: true },
        { key: 'image_block', before: '32', now: image, decisive: true },
      ]),
    );
    const decides = Object.fromEntries(conditions.map(({ key, decisive }) => [key, decisive]));
    expect(decides).toEqual({
      seed: true,
      engine: true,
      threads: true,
      'version of dlx': true,
      platform: true,
      image_block: true,
      ...(process.platform === 'linux' && { 'cpu features': true }),
      'version of node': false,
      cpu: false,
      'git commit': false,
      'git dirty': false,
    });
  });

  test('threads that the experiment leaves open are those of the record', async () => {
    const { runsDir, run } = bench(PLAIN.replace('{onnx: {threads: 1}}', 'onnx'));
    const { folder, record } = await run({ overrides: ['training.epochs=1'] });
    edit(folder, () => ({ threads: record.threads + 1 }));
    expect((await verify(runsDir)).conditions).toEqual([]);
  });
});

describe('a run that did not go straight on', () => {
  test('killed in the middle of an epoch and resumed, over and over', async () => {
    const { runsDir, run } = bench(TEXT);
    let { record } = await run(abortAfter(7));
    expect(await verify(runsDir)).toMatchObject({ identical: true, epochs: 1, compared: 1, final: [] });
    while (record.status === 'interrupted')
      ({ record } = await resumeRun('last', { runsDir, ...abortAfter(8) }));
    expect(record.resumed.length).toBeGreaterThan(1);
    expect(await verify(runsDir)).toMatchObject({ identical: true, compared: record.epochs, conditions: [] });
  });

  test('killed with kill -9 and resumed', async () => {
    const text = PLAIN.replace('epochs: 6', 'epochs: 60').replace(
      'training:',
      'training:\n  checkpoint: {every: {steps: 3}}',
    );
    const { runsDir, file } = bench(text);
    const child = spawn(process.execPath, [bin, 'run', file, '--runs-dir', runsDir]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { record } = await resumeRun('last', { runsDir, listener: silent });
    expect(record).toMatchObject({ status: 'completed', resumed: [{ forced: [] }] });
    expect(await verify(runsDir)).toMatchObject({ identical: true, compared: 60, conditions: [] });
  });

  test('trained further', async () => {
    const { runsDir, run } = bench(PLAIN);
    await run({ overrides: ['training.epochs=2'] });
    await resumeRun('last', { runsDir, listener: silent, overrides: ['training.epochs=4'] });
    expect(await verify(runsDir)).toMatchObject({ identical: true, epochs: 4, compared: 4 });
  });

  test('forced to go on otherwise: up to there', async () => {
    const { runsDir, run } = bench(PLAIN);
    await run(abortAfter(12));
    const overrides = ['optimizer.adam.learning_rate=0.1'];
    await resumeRun('last', { runsDir, listener: silent, overrides, force: true });
    const found = await verify(runsDir);
    expect(found).toMatchObject({ identical: true, epochs: 6, compared: 2, conditions: [] });
    expect(found.notes).toEqual([
      expect.stringMatching(/after 2 .*optimizer\.adam\.learning_rate: 0\.001 -> 0\.1/),
    ]);
  });

  test('forced in its first epoch, or without any: nothing to replay', async () => {
    const { runsDir, run } = bench(PLAIN);
    await run(abortAfter(2));
    await expect(verify(runsDir)).rejects.toMatchObject({
      exitCode: 2,
      message: /no epoch of the run ended/,
    });
    await resumeRun('last', { runsDir, listener: silent, overrides: ['seed=4'], force: true });
    await expect(verify(runsDir)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/forced.*seed: 3 -> 4/),
    });
  });

  test('failed: the epochs before; and where only the replay fails, it says so', async () => {
    const { runsDir, file, run } = bench(DIVERGING);
    writeFileSync(
      join(file, '..', 'data.csv'),
      ['x,y', ...Array.from({ length: 40 }, (_, i) => `${i},${i}`)].join('\n'),
    );
    await expect(run()).rejects.toMatchObject({ exitCode: 3 });
    const found = await verify(runsDir);
    expect(found).toMatchObject({ identical: true, notes: [] });
    expect(found.compared).toBeGreaterThan(1);
    const folder = join(runsDir, found.id);
    const path = join(folder, 'metrics.csv');
    const more = `${found.epochs + 1}${',1'.repeat(5)}\n`;
    writeFileSync(path, readFileSync(path, 'utf8') + more);
    const again = await verify(runsDir);
    expect(again).toMatchObject({ identical: false, compared: found.epochs, differing: [] });
    expect(again.notes).toEqual([expect.stringMatching(/^the replay failed: /)]);
  });
});

test('weights that a run began with are those of the same run again', async () => {
  const { runsDir, run } = bench(PLAIN.replace('training:', 'training:\n  checkpoint: {every: epoch}'));
  await run({ overrides: ['training.epochs=1'] });
  await run({ overrides: ['training.epochs=1', 'initial_weights=last', 'seed=9'] });
  expect(await verify(runsDir)).toMatchObject({ identical: true, conditions: [] });
});

test('a record that somebody changed is a mistake of the user or compared, never a bug', async () => {
  const { runsDir, run } = bench(PLAIN);
  const { folder } = await run({ overrides: ['training.epochs=1'] });
  edit(folder, () => ({ resumed: undefined, initial_weights: { from: 5, hash: '' }, git: undefined }));
  expect(await verify(runsDir)).toMatchObject({ identical: true });
  edit(folder, () => ({ overrides: ['nothing=1'] }));
  await expect(verify(runsDir)).rejects.toMatchObject({ exitCode: 2 });
  writeFileSync(join(folder, 'metrics.csv'), 'a,b\n1,2\n');
  await expect(verify(runsDir)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/metrics\.csv/),
  });
});

test('an interruption ends it, with nothing left behind', async () => {
  const { runsDir, run } = bench(PLAIN);
  await run();
  const before = leftovers();
  const controller = new AbortController();
  const listener = { ...silent, epoch: () => controller.abort(new Error('stopped')) };
  await expect(verify(runsDir, { listener, signal: controller.signal })).rejects.toThrow('stopped');
  expect(leftovers()).toEqual(before);
});
