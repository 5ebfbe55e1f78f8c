import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { LOCK, lockFolder } from '../../src/disk/lock.js';
import { Stream } from '../../src/random.js';
import { readRun } from '../../src/runs/index.js';
import { silent } from '../../src/training/listener.js';
import { abortAfter, bench, numbersOf, resume, TEXT } from './support.js';

const CASES: readonly (readonly [string, string])[] = [
  ['{onnx: {threads: 1}}', 'adam'],
  ['{onnx: {threads: 2}}', '{adadelta: {learning_rate: 1}}'],
  ['{onnx: {threads: 2}}', 'adam'],
  ['cpu', '{sgd: {learning_rate: 0.2, momentum: 0.9}}'],
];

describe('interrupted anywhere and resumed, a run is as if it never was', () => {
  test.each(CASES)('engine %s, optimizer %s', async (engine, optimizer) => {
    const text = TEXT.replace('{onnx: {threads: 1}}', engine).replace('adam', optimizer);
    const whole = await bench(text).run();
    const expected = numbersOf(whole.folder);
    expect(expected.status).toBe('completed');
    for (const steps of [1, 4, 5, 7, 12, 19]) {
      const { runsDir, run } = bench(text);
      expect((await run(abortAfter(steps))).record.status).toBe('interrupted');
      const { folder, record } = await resume(runsDir);
      expect(numbersOf(folder)).toEqual(expected);
      expect(record.resumed).toMatchObject([{ step: steps, forced: [], overrides: [] }]);
      expect(readdirSync(folder).sort()).toEqual([
        'checkpoints',
        'experiment.yaml',
        'metrics.csv',
        'run.json',
      ]);
    }
  });

  test('in the validation of an epoch, and in the evaluation at the end', async () => {
    const expected = numbersOf((await bench().run()).folder);
    const { runsDir, run } = bench();
    // The fifth step is the last of the first epoch.
    const first = await run(abortAfter(5));
    expect(first.record).toMatchObject({ status: 'interrupted', epochs: 0 });
    expect(readFileSync(join(first.folder, 'metrics.csv'), 'utf8').trim().split('\n')).toHaveLength(1);
    const controller = new AbortController();
    const listener = { ...silent, end: () => controller.abort() };
    const second = await resume(runsDir, { listener, signal: controller.signal });
    expect(second.record).toMatchObject({ status: 'interrupted', epochs: expected.epochs });
    expect(second.record.metrics.final.test).toBeUndefined();
    const { folder } = await resume(runsDir);
    expect(numbersOf(folder)).toEqual(expected);
  });

  test('after every few steps, over and over, with every step on disk', async () => {
    const text = TEXT.replace('training:', 'training:\n  checkpoint: {every: {steps: 1}, keep: 3}');
    const expected = numbersOf((await bench(text).run()).folder);
    const { runsDir, run } = bench(text);
    let { record, folder } = await run(abortAfter(3));
    while (record.status === 'interrupted') ({ record, folder } = await resume(runsDir, abortAfter(7)));
    expect(numbersOf(folder)).toEqual(expected);
    expect(record.resumed.length).toBeGreaterThan(2);
    expect(readdirSync(join(folder, 'checkpoints'))).toHaveLength(3 + 1);
  });

  test('also where it starts from the beginning, for want of a checkpoint', async () => {
    const text = TEXT.replace('training:', 'training:\n  checkpoint: false');
    const expected = numbersOf((await bench(text).run()).folder);
    const { runsDir, run } = bench(text);
    const first = await run(abortAfter(8));
    expect(existsSync(join(first.folder, 'checkpoints'))).toBe(false);
    const notes: string[] = [];
    const { folder, record } = await resume(runsDir, { note: (text) => notes.push(text) });
    expect(notes).toEqual([expect.stringMatching(/begins anew/)]);
    expect(record.resumed).toMatchObject([{ step: 0, checkpoint: null }]);
    expect(numbersOf(folder)).toEqual(expected);
  });

  test('with augmented images, which a thread of its own prepares', async () => {
    const images = `name: augmented
data:
  dataset: {npz: {path: images.npz}}
  augment: [RandomFlip, {RandomRotation: {factor: 0.1}}]
architecture:
  - Flatten
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
training: {epochs: 3, batch_size: 16}
engine: {onnx: {threads: 1}}
`;
    const stream = new Stream(1, 'images');
    const data = Uint8Array.from({ length: 50 * 64 }, () => stream.below(256));
    const labels = Int32Array.from({ length: 50 }, (_, i) => i % 3);
    const archive = writeNpz({
      x_train: { shape: [50, 8, 8, 1], dtype: 'uint8', data },
      y_train: { shape: [50], dtype: 'int32', data: labels },
    });
    const whole = bench(images);
    writeFileSync(join(dirname(whole.file), 'images.npz'), archive);
    const expected = numbersOf((await whole.run()).folder);
    for (const steps of [1, 4, 6]) {
      const { runsDir, file, run } = bench(images);
      writeFileSync(join(dirname(file), 'images.npz'), archive);
      await run(abortAfter(steps));
      expect(numbersOf((await resume(runsDir)).folder)).toEqual(expected);
    }
  });

  test('and times are those of all its parts', async () => {
    const { runsDir, run } = bench();
    const { record: first } = await run(abortAfter(12));
    const { record } = await resume(runsDir);
    expect(record.times.started).toBe(first.times.started);
    expect(record.times.seconds).toBeGreaterThan(first.times.seconds!);
  });
});

const PLAIN = TEXT.replace(/ {2}callbacks:\n.*\n/, '');

describe('a finished run', () => {
  test('trains further as if it had been asked to from the start', async () => {
    const whole = await bench(PLAIN).run({ overrides: ['training.epochs=9'] });
    const { runsDir, run } = bench(PLAIN);
    await run();
    const { folder, record } = await resume(runsDir, { overrides: ['training.epochs=9'] });
    expect(numbersOf(folder)).toEqual(numbersOf(whole.folder));
    expect(record).toMatchObject({ overrides: ['training.epochs=9'], resumed: [{ epoch: 6 }] });
    expect(record.experiment.training.epochs).toBe(9);
  });

  test.each([
    [PLAIN, [], /is completed: all of its 6 epochs are trained\n.*training\.epochs=12/],
    [PLAIN, ['training.epochs=5'], /has trained 6 epochs already, found training\.epochs 5/],
    [
      TEXT.replace(/EarlyStopping: .*/, 'StopAtTarget: {monitor: accuracy, min: 0.1}'),
      ['training.epochs=9'],
      /stopped because accuracy reached/,
    ],
    [PLAIN.replace('training:', 'training:\n  checkpoint: false'), ['training.epochs=9'], /no checkpoint/],
  ])('is refused where nothing is left to train: %#', async (text, overrides, message) => {
    const { runsDir, run } = bench(text.replace('seed: 3', 'seed: 5'));
    const { folder } = await run();
    const before = readFileSync(join(folder, 'run.json'), 'utf8');
    await expect(resume(runsDir, { overrides })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe(before);
    expect(existsSync(join(folder, LOCK))).toBe(false);
  });
});

describe('a run is not resumed as another', () => {
  test('every key that differs is named; --force goes on and is recorded', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder } = await run(abortAfter(8));
    const overrides = ['optimizer.adam.learning_rate=0.01', 'architecture[2].Dropout.rate=0.5', 'seed=4'];
    const error = await resume(runsDir, { overrides }).catch((error: Error) => error);
    expect(error).toMatchObject({ exitCode: 2 });
    for (const line of [
      'architecture[2].Dropout.rate: the run has 0.3, found 0.5',
      'optimizer.adam.learning_rate: the run has 0.001, found 0.01',
      'seed: the run has 3, found 4',
      'data: the run has rows with the sha256',
      '--force',
    ]) {
      expect((error as Error).message).toContain(line);
    }
    expect(readRun(folder).status).toBe('interrupted');
    const { record } = await resume(runsDir, { overrides, force: true });
    expect(record.status).toBe('completed');
    expect(record.resumed[0]!.forced).toContain('optimizer.adam.learning_rate: 0.001 -> 0.01');
  });

  test('nor with other threads, or another engine', async () => {
    const { runsDir, run } = bench(PLAIN);
    await run(abortAfter(8));
    await expect(resume(runsDir, { overrides: ['engine={onnx: {threads: 2}}'] })).rejects.toThrow(
      /engine threads: the run has 1, found 2\n.*engine=\{onnx: \{threads: 1\}\}/,
    );
    await expect(resume(runsDir, { overrides: ['engine=cpu'] })).rejects.toThrow(/engine: the run has onnx/);
  });

  test('nor by another version of dlx or its engine', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder } = await run(abortAfter(8));
    const path = join(folder, 'run.json');
    const record = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...record, versions: { ...record.versions, dlx: '0.0.1' } }));
    // What counts is what the checkpoint was made with: run.json is for people.
    await resume(runsDir, abortAfter(1));
    const checkpoints = join(folder, 'checkpoints');
    for (const name of readdirSync(checkpoints)) writeFileSync(join(checkpoints, name), '');
    const now = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...now, versions: { ...now.versions, dlx: '0.0.1' } }));
    await expect(resume(runsDir)).rejects.toThrow(/version of dlx: the run has 0\.0\.1, found/);
  });

  test('nor with a model that its arrays do not fit, forced or not', async () => {
    const { runsDir, run } = bench(PLAIN);
    await run(abortAfter(8));
    for (const change of ['architecture[0].Dense.units=10', 'optimizer=sgd', 'metrics=[]']) {
      await expect(resume(runsDir, { overrides: [change], force: true })).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(/cannot go on: its checkpoint has .*|lacks/),
      });
    }
  });

  test('nor by two at once: exit 5', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder } = await run(abortAfter(8));
    const lock = lockFolder(folder);
    await expect(resume(runsDir)).rejects.toMatchObject({ exitCode: 5 });
    await expect(run({ resume: true })).rejects.toMatchObject({ exitCode: 5 });
    lock.release();
    expect((await resume(runsDir)).record.status).toBe('completed');
  });
});

describe('run --resume', () => {
  test('goes on with the newest unfinished run, and starts one where there is none', async () => {
    const { runsDir, run } = bench(PLAIN);
    const begun = await run({ ...abortAfter(8), resume: true });
    await run({ ...abortAfter(3), overrides: ['seed=9'] });
    const done = await run({ resume: true, overrides: ['training.epochs=7', 'training.checkpoint.keep=1'] });
    expect(done.folder).toBe(begun.folder);
    expect(done.record).toMatchObject({ status: 'completed', epochs: 7, resumed: [{ step: 8 }] });
    expect((await run({ resume: true })).folder).not.toBe(begun.folder);
    expect(readdirSync(runsDir)).toHaveLength(3);
  });

  test('what an edited file says holds for the next time too', async () => {
    const { runsDir, file, run } = bench(PLAIN);
    await run(abortAfter(8));
    writeFileSync(file, PLAIN.replace('epochs: 6', 'epochs: 7'));
    await run({ ...abortAfter(3), resume: true });
    expect((await resume(runsDir)).record.epochs).toBe(7);
  });
});

describe('checkpoints that are damaged', () => {
  /** A run with two checkpoints, interrupted at step 12. */
  async function interrupted() {
    const text = PLAIN.replace('training:', 'training:\n  checkpoint: {every: epoch}');
    const { runsDir, run } = bench(text);
    const { folder } = await run(abortAfter(12));
    const checkpoints = join(folder, 'checkpoints');
    const [older, newer] = readdirSync(checkpoints)
      .filter((name) => name.startsWith('step-'))
      .sort();
    return { runsDir, folder, text, older: join(checkpoints, older!), newer: join(checkpoints, newer!) };
  }

  test('the older one is used, and what was wrong is said', async () => {
    const { runsDir, text, newer } = await interrupted();
    const bytes = readFileSync(newer);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(newer, bytes);
    const notes: string[] = [];
    const { folder, record } = await resume(runsDir, { note: (note) => notes.push(note) });
    expect(notes).toEqual([expect.stringMatching(/passed over: .*step-00000012.* checksum/)]);
    expect(record.resumed).toMatchObject([{ epoch: 2, step: 10 }]);
    expect(numbersOf(folder)).toEqual(numbersOf((await bench(text).run()).folder));
  });

  test('with none that is good, training begins anew', async () => {
    const { runsDir, text, older, newer } = await interrupted();
    writeFileSync(older, readFileSync(older).subarray(0, 1000));
    writeFileSync(newer, '');
    const notes: string[] = [];
    const { folder } = await resume(runsDir, { note: (note) => notes.push(note) });
    expect(notes).toHaveLength(3);
    expect(numbersOf(folder)).toEqual(numbersOf((await bench(text).run()).folder));
  });

  test('a folder, a file of another step, or one of another run in their place', async () => {
    const { runsDir, newer } = await interrupted();
    mkdirSync(newer.replace('-00000012', '-00000013'));
    const other = await bench(PLAIN.replace('units: 12', 'units: 9')).run(abortAfter(7));
    const [name] = readdirSync(join(other.folder, 'checkpoints')).filter((file) => file.startsWith('step-'));
    copyFileSync(join(other.folder, 'checkpoints', name!), newer.replace('-00000012', '-00000014'));
    await expect(resume(runsDir)).rejects.toThrow(/experiment: the run has sha256/);
  });
});

test('on another kind of processor it says that last digits may differ, and goes on', async () => {
  const { runsDir, run } = bench();
  const { folder, record } = await run(abortAfter(8));
  const path = join(folder, 'run.json');
  const cpu = { ...record.cpu, model: 'Old CPU', features: ['sse4_2'] };
  writeFileSync(path, JSON.stringify({ ...record, cpu }));
  const notes: string[] = [];
  const done = await resume(runsDir, { note: (sentence) => notes.push(sentence) });
  expect(notes).toEqual([expect.stringMatching(/another kind of machine \(Old CPU, now .*last digits/)]);
  expect(done.record).toMatchObject({ status: 'completed', cpu: record.cpu });
});

describe('initial_weights', () => {
  test('can be a run: its best weights, else those of its newest checkpoint', async () => {
    const { runsDir, run } = bench(PLAIN);
    const { folder, record } = await run();
    const path = join(folder, 'checkpoints', 'best.safetensors');
    const frozen = ['training.epochs=1', 'optimizer={sgd: {learning_rate: 0}}', 'training.shuffle=false'];
    const start = async (weights: string) => {
      const again = await run({ overrides: [...frozen, `initial_weights=${weights}`] });
      return again.record.metrics.final.validation!.loss;
    };
    // The moving statistics change all the same: one step of training is near, not equal.
    const best = record.metrics.best.validation!.loss!.value!;
    expect(Math.abs((await start(record.id))! - best)).toBeLessThan(0.2);
    writeFileSync(path, 'damaged');
    expect(Math.abs((await start(folder))! - best)).toBeLessThan(0.3);
    await expect(start('nobody')).rejects.toThrow(/initial_weights: nobody: no run is called nobody/);
    expect(runsDir).toBeTruthy();
  });

  test('stand in the record, and a run that begins anew begins with the same', async () => {
    const { runsDir, run } = bench(PLAIN.replace('training:', 'training:\n  checkpoint: {every: epoch}'));
    const first = await run();
    const source = ['training.checkpoint=false', `initial_weights=${first.record.id}`];
    const { record } = await run({ overrides: source });
    expect(record.initial_weights).toEqual({
      from: first.record.id,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const { record: interrupted } = await run({ overrides: source, ...abortAfter(3) });
    expect(interrupted).toMatchObject({ status: 'interrupted', initial_weights: record.initial_weights });
    const again = await resume(runsDir, {}, interrupted.id);
    expect(again.record.initial_weights).toEqual(record.initial_weights);
    expect(again.record.metrics).toEqual(record.metrics);

    const { record: second } = await run({ overrides: source, ...abortAfter(3) });
    const other = await run({ overrides: ['seed=4'] });
    const best = ({ folder }: typeof other) => join(folder, 'checkpoints', 'best.safetensors');
    copyFileSync(best(other), best(first));
    await expect(resume(runsDir, {}, second.id)).rejects.toThrow(
      /initial_weights: the run began with weights of .* found weights of/,
    );
    const forced = await resume(runsDir, { force: true }, second.id);
    expect(forced.record.resumed[0]!.forced).toEqual([expect.stringMatching(/^initial_weights: /)]);
    expect(forced.record.initial_weights!.hash).not.toBe(record.initial_weights!.hash);
  });
});
