import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ratesText } from '../../src/commands/present/rates.js';
import { runExperiment } from '../../src/pipeline.js';
import { findRate } from '../../src/rates/find.js';
import type { FindOptions } from '../../src/rates/found.js';
import { silent } from '../../src/training/listener.js';
import { fileOf } from '../pipeline/run.js';
import { temporaryFolder } from '../runs/temporary.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MNIST = join(root, 'experiments', 'mnist-mlp.yaml');

const TEXT = `name: small
data: {dataset: {synthetic_classification: {samples: 190, features: 6, classes: 3}}}
architecture:
  - Dense: {units: 16, activation: relu}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
training:
  batch_size: 25
  callbacks: [{ReduceLROnPlateau: {monitor: loss}}]
engine: {onnx: {threads: 1}}
`;

const find = (file: string, options: Partial<FindOptions> = {}) =>
  findRate(file, { from: 1e-7, to: 10, steps: 100, runsDir: temporaryFolder(), ...options });

describe('on mnist-mlp', () => {
  test.each([
    ['adam', 1e-3, 0.03],
    ['{sgd: {momentum: 0.9}}', 5e-3, 1],
  ])('%s: the rates are such as people use', async (optimizer, low, high) => {
    const { suggestions, key } = await find(MNIST, { overrides: [`optimizer=${optimizer}`] });
    for (const rate of Object.values(suggestions!)) {
      expect(rate).toBeGreaterThan(low);
      expect(rate).toBeLessThan(high);
    }
    expect(key).toMatch(/^optimizer\.(adam|sgd)\.learning_rate$/);
  });
});

describe('every step', () => {
  test('has the loss that training has with such rates, also over several epochs', async () => {
    const { tried, diverged } = await find(fileOf(TEXT), { from: 1e-4, to: 0.01, steps: 21 });
    expect(diverged).toBe(false);
    expect(tried).toHaveLength(21);
    expect(tried[0]!.rate).toBeCloseTo(1e-4, 12);
    expect(tried.at(-1)!.rate).toBeCloseTo(0.01, 10);
    for (const [i, { rate }] of tried.slice(1).entries())
      expect(rate / tried[i]!.rate).toBeCloseTo(100 ** (1 / 20), 9);
    // The same schedule by hand: eight steps an epoch, whose loss is their mean over the rows.
    const schedule = '{ExponentialDecay: {initial_learning_rate: 1e-4, decay_steps: 20, decay_rate: 100}}';
    const runsDir = temporaryFolder();
    const { folder } = await runExperiment(fileOf(TEXT), {
      runsDir,
      listener: silent,
      overrides: [
        `optimizer={adam: {learning_rate: ${schedule}}}`,
        'training.epochs=2',
        'training.callbacks=[]',
      ],
    });
    const rows = readFileSync(join(folder, 'metrics.csv'), 'utf8').trim().split('\n').slice(1);
    for (const [epoch, row] of rows.entries()) {
      const steps = tried.slice(8 * epoch, 8 * epoch + 8);
      const sum = steps.reduce((total, { loss }, i) => total + loss * (i === 7 ? 15 : 25), 0);
      expect(sum / 190).toBeCloseTo(Number(row.split(',')[2]), 6);
    }
  });

  test('is the same again', async () => {
    const once = await find(fileOf(TEXT), { steps: 40 });
    expect(await find(fileOf(TEXT), { steps: 40 })).toEqual(once);
  });
});

describe('a loss that diverges', () => {
  test('ends the search', async () => {
    const { tried, diverged } = await find(fileOf(TEXT), {
      to: 1e5,
      overrides: ['optimizer=sgd'],
      steps: 60,
    });
    expect(diverged).toBe(true);
    expect(tried.length).toBeLessThan(60);
  });

  test('also to NaN at once', async () => {
    const overrides = [
      'optimizer=sgd',
      'loss=mean_squared_error',
      'data.target=one_hot',
      'architecture.dense_1.activation=linear',
    ];
    const found = await find(fileOf(TEXT), { from: 1e5, to: 1e6, overrides, steps: 20 });
    expect(found).toMatchObject({ diverged: true });
    expect(found.suggestions).toBeUndefined();
    expect(ratesText(found, {}, {})).toContain('no rate is suggested');
  });
});

describe('the key of a suggestion', () => {
  test.each([
    ['{sgd: {learning_rate: 0.5}}', 'optimizer.sgd.learning_rate'],
    [
      '{adam: {learning_rate: {CosineDecay: {initial_learning_rate: 1, decay_steps: 9}}}}',
      'optimizer.adam.learning_rate.CosineDecay.initial_learning_rate',
    ],
    [
      '{adam: {learning_rate: {CosineDecay: {initial_learning_rate: 0, warmup_target: 1, warmup_steps: 3, decay_steps: 9}}}}',
      'optimizer.adam.learning_rate.CosineDecay.warmup_target',
    ],
    [
      '{adam: {learning_rate: {LinearWarmup: {warmup_steps: 9, learning_rate: 1}}}}',
      'optimizer.adam.learning_rate.LinearWarmup.learning_rate',
    ],
    [
      '{adam: {learning_rate: {PiecewiseConstantDecay: {boundaries: [9], values: [1, 2]}}}}',
      'optimizer.adam.learning_rate',
    ],
  ])('%s', async (optimizer, key) => {
    const overrides = [`optimizer=${optimizer}`, 'training.callbacks=[]'];
    expect(await find(fileOf(TEXT), { overrides, steps: 20 })).toMatchObject({ key });
  });
});

test.each([
  [{ from: 1, to: 1 }, 'found rates from 1 to 1'],
  [{ from: 0 }, 'found rates from 0'],
  [{ to: Infinity }, 'to Infinity'],
  [{ steps: 5 }, 'found 5 steps'],
  [{ steps: 20.5 }, 'found 20.5 steps'],
])('%o is refused', async (options, message) => {
  await expect(find(fileOf(TEXT), options)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(message),
  });
});

test('a signal ends it', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => controller.abort(reason), 200);
  await expect(find(MNIST, { steps: 5000, to: 1e-5, signal: controller.signal })).rejects.toBe(reason);
});

describe('the command', () => {
  const dlx = (cwd: string, ...words: string[]) =>
    spawnSync(process.execPath, [join(root, 'bin', 'dlx.js'), 'lr-find', ...words], {
      cwd,
      encoding: 'utf8',
    });

  test('prints curve and suggestions without colours into a pipe, and leaves nothing behind', () => {
    const file = fileOf(TEXT);
    const { status, stdout, stderr } = dlx(dirname(file), file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^loss {3}. smoothed, over the learning rate\n/);
    expect(stdout).toMatch(/1e-6 .*1e-5 .*1e-4 /);
    expect(stdout).toMatch(
      /\n\d+ steps, .*\nsteepest descent at [\d.e-]+; a tenth of the minimum is [\d.e-]+\nto take it: optimizer\.adam\.learning_rate=/,
    );
    expect(stdout.includes('\u001b')).toBe(false);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(readdirSync(dirname(file))).toEqual(['experiment.yaml']);
  });

  test('--json is one document, --svg a picture that stands alone', () => {
    const file = fileOf(TEXT.replace('name: small', 'name: <small>'));
    const svg = join(dirname(file), 'rates.svg');
    const { status, stdout } = dlx(dirname(file), file, '--json', '--svg', svg, '--steps', '50');
    expect(status).toBe(0);
    const found = JSON.parse(stdout);
    expect(Object.keys(found)).toEqual([
      'name',
      'key',
      'steps',
      'diverged',
      'steepest',
      'minimum_tenth',
      'rates',
      'losses',
      'smoothed',
    ]);
    expect(found.rates).toHaveLength(found.steps);
    const picture = readFileSync(svg, 'utf8');
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*><style>/);
    expect(picture).toContain('&lt;small&gt;');
    expect(picture).toMatch(/>steepest descent: \S+<\/text>/);
    expect(picture).not.toMatch(/href|<small>|NaN|undefined/);
  });

  test.each([
    [['--from', 'x'], 2, /found --from "x", expected a number/],
    [['--steps', '3'], 2, /found 3 steps, expected 20 or more/],
    [['optimizer.adam.learning_rat=3'], 2, /did you mean `learning_rate`/],
    [['--svg', 'no/where/x.svg', '--steps', '20'], 4, /no\/where\/x\.svg.*\n.*choose another with --svg/],
    [['--svg', '.', '--steps', '20'], 2, /found the folder \., expected a file.*\n.*--svg rates\.svg/],
  ])('%j', (words, exit, message) => {
    const file = fileOf(TEXT);
    const { status, stdout, stderr } = dlx(dirname(file), file, ...words);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(status).toBe(exit);
    expect(existsSync(join(dirname(file), 'runs'))).toBe(false);
  });
});
