import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { betterOf } from '../../src/callbacks/monitor.js';
import { logNames } from '../../src/experiment/heads.js';
import { loadExperiment } from '../../src/experiment/index.js';
import { validateFiles } from '../../src/inspect.js';
import { predictRun } from '../../src/predictions/predict.js';
import { findRun } from '../../src/runs/index.js';
import { fileOf, runFile } from '../pipeline/run.js';

const DATA = `data:
  dataset: {csv: {path: data.csv, target: [price, kind]}}
  split: {validation: 0.2, test: 0.2}
  sample_weight: weight
  inputs: {house: [size, rooms], place: [2]}
  targets: {price: [price], kind: [1]}`;
const LAYERS = `architecture:
  - Dense: {units: 6, activation: relu, inputs: [house], name: a}
  - Dense: {units: 4, activation: relu, inputs: [place], name: b}
  - Concatenate: {inputs: [a, b], name: both}
  - Dense: {units: 1, name: price}
  - Dense: {units: 3, activation: softmax, inputs: [both], name: kind}`;
const LOSS = 'loss: {price: mean_squared_error, kind: sparse_categorical_crossentropy}';
const REST = `loss_weights: {kind: 0.5}
optimizer: {sgd: {learning_rate: 0.05}}
metrics: {price: [mean_absolute_error], kind: [accuracy]}
training: {epochs: 3, batch_size: 16, callbacks: [{EarlyStopping: {monitor: val_kind_accuracy, patience: 9}}]}
expect: {test.kind_accuracy: {min: 0}}`;

/** Houses: a price, and a kind in words. */
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const [size, rooms, area] = [(i % 7) / 7, i % 5, ((i * 13) % 11) / 11];
  const price = 2 * size + 0.3 * rooms - area;
  return [size, rooms, area, 0.5 + (i % 3), price, ['flat', 'house', 'tower'][i % 3]].join(',');
});
const CSV = ['size,rooms,area,weight,price,kind', ...ROWS].join('\n');

function written({ data = DATA, layers = LAYERS, loss = LOSS, rest = REST } = {}): string {
  const file = fileOf(['name: two', data, layers, loss, rest].join('\n'));
  writeFileSync(join(dirname(file), 'data.csv'), CSV);
  return file;
}

const problemsOf = async (file: string) => {
  const [{ problems } = { problems: [] }] = await validateFiles([file]);
  return problems.map(({ key, line, message }) => `${line} ${key}: ${message}`);
};

describe('several outputs', () => {
  it('log the sum of their losses, each of them, and metrics under their names', async () => {
    const { record, epochs } = await runFile(written());
    const names = ['loss', 'price_loss', 'kind_loss', 'price_mean_absolute_error', 'kind_accuracy'];
    const columns = Object.keys(epochs[0]!);
    expect(columns.slice(2, 12)).toEqual([...names, ...names.map((name) => `val_${name}`)]);
    for (const epoch of epochs) {
      for (const split of ['', 'val_']) {
        const [sum, price, kind] = names.slice(0, 3).map((name) => Number(epoch[split + name]));
        expect(sum!).toBeCloseTo(price! + 0.5 * kind!, 6);
      }
    }
    expect(Object.keys(record.metrics.final.test!)).toEqual(names);
    expect(record.expect).toMatchObject([{ pass: true }]);
  });

  it('are what the model says nothing of but the loss', async () => {
    const { folder } = await runFile(written());
    const { judgement, confirmed, losses } = await predictRun(findRun(dirname(folder), 'last'));
    expect(judgement).toEqual({ kind: 'other' });
    expect(confirmed).toBe(true);
    expect(losses.every(Number.isFinite)).toBe(true);
  });

  it('resolve to themselves, and are found by overrides', async () => {
    const overrides = ['loss.kind.sparse_categorical_crossentropy.from_logits=true', 'loss_weights.price=2'];
    const { value } = await loadExperiment(written(), overrides);
    expect(value.loss).toEqual({
      kind: { sparse_categorical_crossentropy: { from_logits: true } },
      price: 'mean_squared_error',
    });
    expect(value.loss_weights).toEqual({ kind: 0.5, price: 2 });
  });
});

describe('errors', () => {
  it('are none where all fits', async () => expect(await problemsOf(written())).toEqual([]));

  it.each([
    [
      'a layer that there is not',
      { loss: LOSS.replace('price:', 'cost:') },
      '14 loss.cost: no layer is named "cost"',
    ],
    [
      'an output that is none',
      { rest: REST.replace('kind: 0.5', 'a: 1') },
      '15 loss_weights.a: no output is named "a"',
    ],
    [
      'a list of metrics',
      { rest: 'optimizer: sgd\nmetrics: [accuracy]' },
      '16 metrics: is a list, but the model has several outputs',
    ],
    [
      'a list of weighted metrics',
      { rest: 'optimizer: sgd\nweighted_metrics: [accuracy]' },
      '16 weighted_metrics: is a list, but the model has several outputs',
    ],
    [
      'weighted metrics of an output that is none',
      { rest: 'optimizer: sgd\nweighted_metrics: {knd: [accuracy]}' },
      '16 weighted_metrics.knd: no output is named "knd"',
    ],
    [
      'a weighted metric that does not fit',
      { rest: 'optimizer: sgd\nweighted_metrics: {kind: [{top_k_categorical_accuracy: {k: 2}}]}' },
      undefined,
    ],
    [
      'metrics that do not fit',
      { rest: REST.replace('kind: [acc', 'price: [acc').replace('price: [mean_absolute_error], ', '') },
      undefined,
    ],
    [
      'a column that there is not',
      { data: DATA.replace('rooms]', 'romms]') },
      '6 data.inputs.house[1]: no column is named "romms"',
    ],
    [
      'a position beyond the row',
      { data: DATA.replace('[2]', '[3]') },
      '6 data.inputs.place[0]: there is no column 3: rows have 3, counted from 0',
    ],
    [
      'a column twice',
      { data: DATA.replace('rooms]', '0]') },
      '6 data.inputs.house[1]: 0 is the column "size" again',
    ],
    [
      'the name of a layer',
      { data: DATA.replace('place: [2]', 'place: [2], both: [0]') },
      '6 data.inputs.both: the name "both" is that of a layer',
    ],
    [
      'one-hot',
      { data: `${DATA}\n  target: one_hot` },
      '8 data.target: one_hot is for models of one output, this one has several',
    ],
    [
      'weights of classes',
      { rest: REST.replace('{epochs', '{class_weight: balanced, epochs') },
      '18 training.class_weight: is for models of one output, this one has several',
    ],
    [
      'a weight that is a target',
      { data: DATA.replace(': weight', ': price') },
      '5 data.sample_weight: "price" is a target',
    ],
    [
      'a name like those of validation',
      {
        layers: LAYERS.replace('name: kind', 'name: val_kind'),
        loss: LOSS.replace('kind:', 'val_kind:'),
        data: DATA.replace('kind: [1]', 'val_kind: [1]'),
        rest: 'optimizer: sgd',
      },
      '14 loss.val_kind: the name "val_kind" would be taken for the validation split in val_kind_loss',
    ],
  ])('%s', async (_what, change, message) => {
    const problems = await problemsOf(written(change));
    if (message === undefined) expect(problems.length).toBeGreaterThan(0);
    else expect(problems).toContain(message);
  });

  it('a layer behind none of the outputs', async () => {
    const layers = `${LAYERS}\n  - Dense: {units: 2, name: lost}`;
    expect(await problemsOf(written({ layers }))).toEqual([
      expect.stringContaining(
        'the output of lost leads nowhere: no layer that an output depends on takes it',
      ),
    ]);
  });
});

it('a metric of an output is better as the metric is', () => {
  expect(betterOf('val_kind_accuracy')).toBe('higher');
  expect(betterOf('accuracy_loss')).toBe('lower');
  expect(betterOf('val_price_mean_absolute_error')).toBe('lower');
});

describe('weighted metrics', () => {
  const log = (metrics: object, weighted_metrics?: object) =>
    logNames(
      { architecture: [], loss: 'mean_squared_error', metrics, weighted_metrics } as never,
      true,
    ).slice(1);

  it('are logged behind the others, under names of their own', () => {
    const names = ['accuracy', 'auc', 'precision', 'weighted_accuracy'];
    expect(log(['accuracy', 'auc'], [{ precision: { thresholds: 0.4 } }, 'accuracy'])).toEqual([
      ...names,
      'val_loss',
      ...names.map((name) => `val_${name}`),
    ]);
    expect(log(['accuracy'])).toEqual(['accuracy', 'val_loss', 'val_accuracy']);
  });

  it('are better as the metrics are', () => {
    expect(betterOf('val_weighted_accuracy')).toBe('higher');
    expect(betterOf('kind_weighted_mean_absolute_error')).toBe('lower');
  });
});
