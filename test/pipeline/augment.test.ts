import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { validateFiles } from '../../src/pipeline.js';
import { Stream } from '../../src/random.js';
import { temporaryFolder } from '../runs/temporary.js';
import { fileOf, type Ran, runFile } from './run.js';

/** Byte images of 12 x 10 x 3 in three classes, with a test split. */
const folder = temporaryFolder();
const stream = new Stream(1, 'images');
const bytes = (rows: number) => ({
  shape: [rows, 12, 10, 3],
  dtype: 'uint8' as const,
  data: Uint8Array.from({ length: rows * 360 }, () => stream.below(256)),
});
const labels = (rows: number) => ({
  shape: [rows],
  dtype: 'int32' as const,
  data: Int32Array.from({ length: rows }, (_, i) => i % 3),
});
const arrays = { x_train: bytes(50), y_train: labels(50), x_test: bytes(21), y_test: labels(21) };
writeFileSync(join(folder, 'images.npz'), writeNpz(arrays));

const ALL = `[RandomFlip, {RandomTranslation: {height_factor: 0.2, width_factor: 0.1}}, {RandomRotation: {factor: 0.1}},
    {RandomZoom: {height_factor: 0.2}}, {RandomContrast: {factor: 0.4}}, {RandomCrop: {height: 8, width: 9}}]`;

function experiment(augment: string, preprocess = '[rescale]'): string {
  return fileOf(
    `name: augmented
data:
  dataset: {npz: {path: ${join(folder, 'images.npz')}}}
  validation: test
  augment: ${augment}
  preprocess: ${preprocess}
architecture:
  - Conv2D: {filters: 4, kernel_size: 3, activation: relu}
  - Flatten
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: {sgd: {learning_rate: 0.05}}
metrics: [accuracy]
training: {epochs: 2, batch_size: 16}
`,
  );
}

const hashes = ({ epochs }: Ran) => epochs.map(({ weights_hash }) => weights_hash);
const numbers = ({ epochs }: Ran) => epochs.map(({ loss, val_loss }) => [Number(loss), Number(val_loss)]);

describe('a run with every augmentation', () => {
  test('is the same twice, and another one with another seed', async () => {
    const file = experiment(ALL);
    const [one, two, other] = [await runFile(file), await runFile(file), await runFile(file, 'seed=1')];
    expect(hashes(two)).toEqual(hashes(one));
    expect(hashes(other)).not.toEqual(hashes(one));
    expect(one.record.rows).toEqual({ train: 50, validation: 21, test: 21 });
  });

  test('gives what the engine cpu gives', async () => {
    const file = experiment(ALL);
    const [onnx, cpu] = [numbers(await runFile(file)), numbers(await runFile(file, 'engine=cpu'))];
    onnx.flat().forEach((value, i) => {
      const expected = cpu.flat()[i]!;
      expect(Math.abs(value - expected)).toBeLessThan(1e-4 * expected);
    });
  });

  test('goes on where an epoch more is asked for', async () => {
    const file = experiment(ALL);
    const [two, three] = [await runFile(file), await runFile(file, 'training.epochs=3')];
    expect(hashes(three).slice(0, 2)).toEqual(hashes(two));
  });
});

describe('only training is augmented', () => {
  const still = 'optimizer.sgd.learning_rate=0';

  test.each(['[RandomFlip]', '[{RandomContrast: {factor: 1}}]', '[{RandomRotation: {factor: 0.5}}]'])(
    'weights that stay evaluate the same with %s',
    async (augment) => {
      const [plain, augmented] = [
        await runFile(experiment('[]'), still),
        await runFile(experiment(augment), still),
      ];
      const { train, ...others } = augmented.record.metrics.final;
      const { train: plainTrain, ...plainOthers } = plain.record.metrics.final;
      expect(others).toEqual(plainOthers);
      expect(train!.loss).not.toBe(plainTrain!.loss);
    },
  );

  test('each epoch in its own way', async () => {
    const [[first], [second]] = numbers(await runFile(experiment('[RandomFlip]'), still)) as [
      number[],
      number[],
    ];
    expect(first).not.toBe(second);
  });

  test('preprocessing is fitted to rows as they are', async () => {
    const [plain, flipped] = [
      await runFile(experiment('[]', '[standardize]'), still),
      await runFile(experiment('[{RandomContrast: {factor: 1}}]', '[standardize]'), still),
    ];
    expect(flipped.record.metrics.final.test).toEqual(plain.record.metrics.final.test);
  });
});

describe('what does not fit is an error at its line', () => {
  const cases: [string, string, string[], string?][] = [
    [
      'rows that are no images',
      '[RandomFlip]',
      [':4:', 'data.augment[0]', 'needs images', 'found rows of 4'],
      'vectors',
    ],
    ['a factor out of range', '[{RandomRotation: {factor: 1.5}}]', ['RandomRotation.factor', '1.5']],
    ['a factor of three', '[{RandomZoom: {height_factor: [0, 0.1, 0.2]}}]', ['RandomZoom.height_factor']],
    ['zooming in by all', '[{RandomZoom: {height_factor: -1}}]', ['RandomZoom.height_factor', '-1']],
    ['nothing that is needed', '[RandomCrop]', ['RandomCrop', 'height']],
    ['a typo', '[RandomFlop]', ['RandomFlop', 'RandomFlip']],
    [
      'a range upside down',
      '[RandomFlip, {RandomContrast: {factor: 0.1, value_range: [1, 0]}}]',
      [':5:', 'data.augment[1]', 'from 1 to 0'],
    ],
    [
      'numbers fitted for every place, and then a crop',
      '[{RandomCrop: {height: 8, width: 9}}]',
      [':6:', 'data.preprocess[0]', '12x10', '8x9'],
      'places',
    ],
    ['a model that the crop is too small for', '[{RandomCrop: {height: 2, width: 9}}]', ['Conv2D', '2x9x3']],
  ];

  test.each(cases)('%s', async (_title, augment, says, kind) => {
    const preprocess = kind === 'places' ? '[{standardize: {axis: [1, 2, 3]}}]' : '[rescale]';
    const file =
      kind === 'vectors'
        ? fileOf(`name: vectors
data:
  dataset: {synthetic_classification: {samples: 60, features: 4, classes: 3}}
  augment: ${augment}
architecture: [{Dense: {units: 3, activation: softmax}}]
loss: sparse_categorical_crossentropy
optimizer: sgd
`)
        : experiment(augment, preprocess);
    const [checked] = await validateFiles([file]);
    expect(checked!.problems).toHaveLength(1);
    const [problem] = checked!.problems;
    const text = `${problem!.file}:${problem!.line}:${problem!.column} ${problem!.key} ${problem!.message} ${problem!.hint}`;
    for (const part of says) expect(text).toContain(part);
  });
});
