import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readNpz } from '../../src/datasets/files/npz.js';
import { loadExperiment } from '../../src/experiment/index.js';
import { adaptWeights } from '../../src/model/adapt.js';
import { viewOf } from '../../src/model/weights.js';
import { planOf, readSplits } from '../../src/plan.js';
import { Weights } from '../../src/training/weights.js';
import { failing, fileOf, runText } from '../pipeline/run.js';

const parity = fileURLToPath(new URL('../parity/', import.meta.url));

/** Of a network that is a line of rows standardized by itself, or in front of it. */
const experiment = (data: string, layers: string, rest = '') => `
name: adapted
data:
  dataset: {npz: {path: ${join(parity, 'data/classes.npz')}}}
  validation: test
${data}
architecture:
${layers}
  - Dense: {units: 4, activation: softmax, name: out}
loss: sparse_categorical_crossentropy
optimizer: {sgd: {learning_rate: 0.1}}
training: {epochs: 2, batch_size: 32}
${rest}`;

describe('weights that are taken from the training split', () => {
  it.each(['normalization-adapted', 'normalization-channels'])('are those of Keras: %s', async (name) => {
    const loaded = await loadExperiment(join(parity, `cases/${name}.yaml`), []);
    const expected = await readNpz(join(parity, `weights/${name}.npz`), 'test');
    const splits = await readSplits(loaded);
    const plan = planOf(loaded, splits);
    const weights = new Weights(plan.layout, 0);
    adaptWeights(plan, weights.flat, splits.train.x);
    const found = plan.layout.weights.filter(({ name }) => /^(mean|variance)$/.test(name));
    expect(found.length).toBe(4);
    for (const weight of found) {
      const values = viewOf(weight, weights.flat);
      for (const [at, value] of Array.from(expected[weight.key]!.data).entries())
        expect(Math.abs(values[at]! - value), weight.key).toBeLessThan(1e-5 * Math.max(1, Math.abs(value)));
    }
  });

  it.each(['onnx', 'cpu'])(
    'train and judge as data.preprocess: [standardize] does, on %s',
    async (engine) => {
      const layer = await runText(experiment('', '  - Normalization: {name: norm}', `engine: ${engine}`));
      const before = await runText(
        experiment('  preprocess: [standardize]', '  - Identity', `engine: ${engine}`),
      );
      for (const column of ['loss', 'val_loss'])
        for (const [at, row] of layer.epochs.entries())
          expect(Number(row[column])).toBeCloseTo(Number(before.epochs[at]![column]), 5);
      // Mean, variance and count.
      expect(layer.record.parameters).toBe(before.record.parameters + 12 + 12 + 1);
    },
  );

  it('are those of the columns that a layer is given', async () => {
    const text = experiment('  inputs: {some: [3, 0]}', '  - Normalization: {inputs: [some], name: norm}');
    const loaded = await loadExperiment(fileOf(text), []);
    const splits = await readSplits(loaded);
    const plan = planOf(loaded, splits);
    const weights = new Weights(plan.layout, 0);
    adaptWeights(plan, weights.flat, splits.train.x);
    const means = [3, 0].map((column) => {
      const values = Array.from(splits.train.x.data).filter((_value, at) => at % 12 === column);
      return values.reduce((a, b) => a + b, 0) / values.length;
    });
    const found = viewOf(plan.layout.weights.find(({ key }) => key === 'norm/mean')!, weights.flat);
    for (const [at, mean] of means.entries()) expect(found[at]).toBeCloseTo(mean, 5);
  });

  it('cannot be taken from behind another layer', async () => {
    const layers = '  - Dense: {units: 3}\n  - Normalization: {name: norm}';
    const { error, runs } = await failing(fileOf(experiment('', layers)));
    expect(error.message).toContain('takes its numbers from the training inputs, found dense');
    expect(error.message).toContain('put it right behind the input, or give it mean and variance');
    expect(runs).toEqual([]);
  });
});
