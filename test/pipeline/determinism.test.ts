import { describe, expect, test } from 'vitest';
import { runText } from './run.js';

/** Everything random at once: split, limit, shuffle, initial weights, dropout; the last batch is smaller. */
const NOISY = `
name: noisy
seed: 5
data:
  dataset: {synthetic_classification: {samples: 300, features: 8, classes: 3}}
  split: {validation: 0.2, test: 0.2, stratify: true}
  limit: {train: 150}
  preprocess: [standardize]
architecture:
  - Dense: {units: 16, activation: relu}
  - Dropout: {rate: 0.3}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training: {epochs: 3, batch_size: 32}
`;

const hashes = (epochs: readonly { readonly [column: string]: string }[]) =>
  epochs.map((row) => row.weights_hash);

describe.each(['onnx', 'cpu'])('%s', (engine) => {
  test('the same seed gives the same weights at every epoch', async () => {
    const one = await runText(NOISY, `engine=${engine}`);
    const two = await runText(NOISY, `engine=${engine}`);
    expect(hashes(one.epochs)).toHaveLength(3);
    expect(hashes(two.epochs)).toEqual(hashes(one.epochs));
    expect(two.record.metrics).toEqual(one.record.metrics);
    expect(two.record.data_hash).toBe(one.record.data_hash);
    expect(new Set(hashes(one.epochs)).size).toBe(3);
  });

  test('another seed gives other weights', async () => {
    const one = await runText(NOISY, `engine=${engine}`);
    const two = await runText(NOISY, `engine=${engine}`, 'seed=6');
    expect(hashes(two.epochs)).not.toEqual(hashes(one.epochs));
    expect(two.record.experiment_hash).not.toBe(one.record.experiment_hash);
  });

  test('an epoch more leaves the epochs before as they were', async () => {
    const three = await runText(NOISY, `engine=${engine}`);
    const four = await runText(NOISY, `engine=${engine}`, 'training.epochs=4');
    expect(hashes(four.epochs).slice(0, 3)).toEqual(hashes(three.epochs));
  });
});

test('one step of the engines agrees to rounding', async () => {
  const [onnx, cpu] = await Promise.all(
    ['onnx', 'cpu'].map((engine) => runText(NOISY, `engine=${engine}`, 'training.epochs=1')),
  );
  for (const key of ['loss', 'val_loss']) {
    const [a, b] = [Number(onnx!.epochs[0]![key]), Number(cpu!.epochs[0]![key])];
    expect(Math.abs(a - b) / b).toBeLessThan(1e-5);
  }
});
