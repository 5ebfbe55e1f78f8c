import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeNpz } from '../../src/datasets/files/write-npz.js';
import { UserError } from '../../src/errors.js';
import { predictRun } from '../../src/predictions/predict.js';
import type { StoredRun } from '../../src/runs/index.js';
import { fileOf, runFile, runText } from '../pipeline/run.js';
import { abortAfter, bench, TEXT } from '../resume/support.js';
import { temporaryFolder } from '../runs/temporary.js';

const classifier = (more = '') => `name: classes
data:
  dataset: {synthetic_classification: {samples: 190, features: 6, classes: 3}}
  split: {validation: 0.2, test: 0.2}
architecture: [{Dense: {units: 8, activation: relu}}, {Dense: {units: 3, activation: softmax}}]
loss: sparse_categorical_crossentropy
metrics: [accuracy]
optimizer: {adam: {learning_rate: 0.05}}
training: {epochs: 3, batch_size: 25}
engine: {onnx: {threads: 1}}
${more}`;

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

async function predicted(run: StoredRun) {
  const found = await predictRun(run);
  const { judgement } = found;
  const pairs =
    judgement.kind === 'other'
      ? []
      : Array.from(judgement.truth, (truth, i) => [truth, judgement.predicted[i]!]);
  return {
    ...found,
    accuracy: mean(pairs.map(([a, b]) => (a === b ? 1 : 0))),
    meanAbsolute: mean(pairs.map(([a, b]) => Math.abs(a! - b!))),
  };
}

const softmaxLast = '{Dense: {units: 3, activation: softmax}}';
const sparse = 'loss: sparse_categorical_crossentropy';

describe('what is predicted gives the accuracy and the loss that the run recorded itself', () => {
  const logits = classifier()
    .replace(softmaxLast, '{Dense: {units: 3}}')
    .replace(sparse, 'loss: {sparse_categorical_crossentropy: {from_logits: true}}');
  const oneHot = classifier()
    .replace(sparse, 'loss: categorical_crossentropy')
    .replace('data:', 'data:\n  target: one_hot');
  const squares = classifier()
    .replace(sparse, 'loss: mean_squared_error')
    .replace('data:', 'data:\n  target: one_hot');
  test.each([
    ['softmax', classifier()],
    ['weights of the best epoch restored', TEXT.replace('adam\n', '{adam: {learning_rate: 0.2}}\n')],
    ['logits', logits],
    ['one-hot targets', oneHot],
    ['one-hot targets and squared errors', squares],
    ['engine cpu', classifier().replace('{onnx: {threads: 1}}', 'cpu')],
    ['the validation split, where there is no test', classifier().replace(', test: 0.2', '')],
  ])('%s', async (_, text) => {
    const run = await runText(text);
    const { split, losses, judgement, accuracy, confirmed } = await predicted(run);
    const recorded = run.record.metrics.final[split]!;
    expect({ confirmed, rows: losses.length }).toEqual({ confirmed: true, rows: run.record.rows[split] });
    expect(accuracy).toBeCloseTo(recorded.accuracy!, 6);
    expect(mean(losses)).toBeCloseTo(recorded.loss!, 5);
    if (judgement.kind !== 'classes') throw new Error('expected classes');
    expect(judgement.classCount).toBe(3);
    expect(judgement.score.every((score, i) => score >= judgement.trueScore[i]!)).toBe(true);
    if (!judgement.normalized) return;
    expect(judgement.score.every((score) => score >= 1 / 3 - 1e-6 && score <= 1)).toBe(true);
  });

  test('one output for two classes', async () => {
    const text = classifier()
      .replace('classes: 3', 'classes: 2')
      .replace(softmaxLast, '{Dense: {units: 1, activation: sigmoid}}')
      .replace(sparse, 'loss: binary_crossentropy')
      .replace('[accuracy]', '[binary_accuracy]');
    const run = await runText(text);
    const { accuracy, judgement, losses } = await predicted(run);
    expect(accuracy).toBeCloseTo(run.record.metrics.final.test!.binary_accuracy!, 6);
    if (judgement.kind !== 'classes') throw new Error('expected classes');
    // Cross-entropy is the logarithm of the probability of what is true.
    for (const [row, loss] of losses.entries())
      expect(loss).toBeCloseTo(-Math.log(judgement.trueScore[row]!), 3);
  });

  test('penalties on weights, which belong to no row', async () => {
    const text = classifier().replace('units: 8,', 'units: 8, kernel_regularizer: {L2: {l2: 0.1}},');
    const run = await runText(text);
    const { losses, confirmed } = await predicted(run);
    expect(confirmed).toBe(true);
    expect(mean(losses)).toBeLessThan(run.record.metrics.final.test!.loss! - 0.1);
  });

  test('values', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, i) => `${i % 7},${(i * i) % 11},${(i % 7) * 2 - ((i * i) % 11) / 3}`,
    );
    const file = fileOf(valued('{csv: {path: table.csv, target: y}}', 1));
    writeFileSync(join(dirname(file), 'table.csv'), ['a,"b, or c",y', ...lines].join('\n'));
    const run = await runFile(file);
    const { judgement, meanAbsolute, features, losses } = await predicted(run);
    expect(judgement).toMatchObject({ kind: 'values', width: 1, omitted: 0 });
    expect(features).toEqual(['a', 'b, or c']);
    expect(meanAbsolute).toBeCloseTo(run.record.metrics.final.test!.mean_absolute_error!, 5);
    expect(mean(losses)).toBeCloseTo(run.record.metrics.final.test!.loss!, 4);
  });

  test('many values a row, of which the first are kept', async () => {
    const file = fileOf(valued('{npz: {path: rows.npz}}', 6));
    const data = Float32Array.from({ length: 360 }, (_, i) => Math.sin(i));
    const array = { shape: [60, 6], dtype: 'float32' as const, data };
    writeFileSync(join(dirname(file), 'rows.npz'), writeNpz({ x_train: array, y_train: array }));
    const { judgement, rows } = await predicted(await runFile(file));
    if (judgement.kind !== 'values') throw new Error('expected values');
    expect(judgement).toMatchObject({ width: 4, omitted: 2 });
    const firsts = Array.from(rows.y.data).filter((_, i) => i % 6 < 4);
    expect([...judgement.truth]).toEqual(firsts);
  });
});

const valued = (dataset: string, units: number) => `name: values
data: {dataset: ${dataset}, split: {test: 0.25}, preprocess: [standardize]}
architecture: [{Dense: {units: ${units}}}]
loss: mean_squared_error
metrics: [mean_absolute_error]
optimizer: {adam: {learning_rate: 0.1}}
training: {epochs: 5, batch_size: 16}
engine: {onnx: {threads: 1}}
`;

describe('where nothing can be held against the record', () => {
  test('an interrupted run is judged where it stands', async () => {
    const { run, runsDir } = bench();
    const result = await run(abortAfter(7));
    expect(runsDir).toBeTruthy();
    const { confirmed, weights } = await predictRun(result);
    expect({ confirmed, weights }).toEqual({ confirmed: false, weights: 'in epoch 2, at step 7' });
  });

  test('of a run with training rows alone, the record has averages over an epoch', async () => {
    const run = await runText(classifier().replace('  split: {validation: 0.2, test: 0.2}\n', ''));
    const { split, confirmed, weights } = await predictRun(run);
    expect({ split, confirmed, weights }).toEqual({
      split: 'train',
      confirmed: false,
      weights: 'at the end of epoch 3',
    });
  });
});

describe('refused, with the reason, is', () => {
  const refused = async (run: StoredRun) => {
    const error = await predictRun(run).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  };

  test('a run without checkpoints', async () => {
    const run = await runText(classifier());
    rmSync(join(run.folder, 'checkpoints'), { recursive: true });
    expect(await refused(run)).toMatch(/has no checkpoint to take weights from/);
  });

  test('a checkpoint that is damaged', async () => {
    const run = await runText(classifier());
    const folder = join(run.folder, 'checkpoints');
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'no');
    expect(await refused(run)).toMatch(/no checkpoint.*it is cut off/);
  });

  test('weights of another run', async () => {
    const [run, other] = [
      await runText(classifier()),
      await runText(classifier('seed: 5'), 'data.dataset.synthetic_classification.seed=0'),
    ];
    rmSync(join(run.folder, 'checkpoints'), { recursive: true });
    cpSync(join(other.folder, 'checkpoints'), join(run.folder, 'checkpoints'), { recursive: true });
    expect(await refused(run)).toMatch(
      /not those that the run ended with: they give a loss of .*, the record has/,
    );
  });

  test('data that is gone, or is other data', async () => {
    const file = fileOf(valued('{csv: {path: table.csv, target: y}}', 1));
    const table = join(dirname(file), 'table.csv');
    const lines = Array.from({ length: 40 }, (_, i) => `${i},${i / 2}`);
    writeFileSync(table, ['a,y', ...lines].join('\n'));
    const run = await runFile(file);
    writeFileSync(table, ['a,y', ...lines.slice(1), '3,4'].join('\n'));
    expect(await refused(run)).toMatch(/no longer what the run was trained on/);
    rmSync(table);
    expect(await refused(run)).toMatch(/table\.csv/);
  });

  test('a folder without its experiment', async () => {
    const run = await runText(classifier());
    const folder = join(temporaryFolder(), 'copy');
    cpSync(run.folder, folder, { recursive: true });
    rmSync(join(folder, 'experiment.yaml'));
    expect(await refused({ ...run, folder })).toMatch(/experiment\.yaml/);
  });
});
