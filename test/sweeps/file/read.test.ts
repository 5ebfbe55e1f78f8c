import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { readSweep } from '../../../src/sweeps/file/read.js';
import { temporaryFolder } from '../../runs/temporary.js';

const EXPERIMENT = `name: small
data:
  dataset: {synthetic_classification: {samples: 100, features: 4, classes: 3}}
  split: {validation: 0.2}
architecture:
  - Dense: {units: 8, activation: relu, name: h1}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
`;

const SWEEP = `experiment: small.yaml
method: bayes
metric: {name: val_accuracy}
parameters:
  training.epochs: {value: 3}
  architecture.h1.units: {values: [4, 8, 16]}
  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
  training.batch_size: {min: 8, max: 64}
early_terminate: {type: hyperband, min_iter: 1}
run_cap: 20
seed: 3
`;

async function read(text: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'small.yaml'), EXPERIMENT);
  const file = join(folder, 'sweep.yaml');
  writeFileSync(file, text);
  return readSweep(file);
}

/** Lines of the message, without the folder. */
async function refusal(text: string): Promise<string> {
  const error = await read(text).then(
    () => undefined,
    (one: unknown) => one,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).exitCode).toBe(2);
  return (error as UserError).message.replaceAll(/\S*\/(?=sweep\.yaml|small\.yaml)/g, '');
}

test('a sweep like the one in the documentation', async () => {
  const sweep = await read(SWEEP);
  expect(sweep).toMatchObject({
    name: 'small',
    sampler: { name: 'bayes' },
    objectives: [{ name: 'val_accuracy', goal: 'maximize' }],
    earlyTerminate: { type: 'hyperband', min_iter: 1, eta: 3 },
    runCap: 20,
    seed: 3,
  });
  expect(sweep.space.dimensions.map(({ paths, axis }) => [paths[0], axis.count])).toEqual([
    ['training.epochs', 1],
    ['architecture.h1.units', 3],
    ['optimizer.adam.learning_rate', Infinity],
    ['training.batch_size', 57],
  ]);
});

test('parameters with conditions stand behind what they are on, and zipped ones are one', async () => {
  const { space } = await read(`experiment: small.yaml
method: grid
metric: [{name: val_loss}, {name: test.accuracy}]
parameters:
  optimizer.sgd.momentum: {values: [0, 0.9], when: {optimizer: sgd}}
  optimizer: {values: [adam, sgd]}
  architecture[0].Dense.units: {values: [8, 16]}
  training.batch_size: {values: [16, 32]}
zip: [['architecture[0].Dense.units', training.batch_size]]
constraints: [training.batch_size <= 32]
`);
  expect(space.dimensions.map(({ paths }) => paths)).toEqual([
    ['optimizer'],
    ['architecture[0].Dense.units', 'training.batch_size'],
    ['optimizer.sgd.momentum'],
  ]);
});

const replaced = (from: string | RegExp, to: string) => {
  const text = SWEEP.replace(from, to);
  expect(text).not.toBe(SWEEP);
  return text;
};

describe('what is wrong is told at its line, before anything runs', () => {
  test.each([
    ['h1.units', 'h2.units', 'sweep.yaml:6:3: parameters.architecture.h2.units: '],
    ['[4, 8, 16]', '[4, -8]', 'sweep.yaml:6:3: parameters.architecture.h1.units: '],
    ['min: 8, max: 64', 'min: 0, max: 64', 'sweep.yaml:8:3: parameters.training.batch_size: '],
    ['max: 1e-1', 'max: 1e-5', 'found min 0.0001 above max 0.00001'],
    ['bayes', 'grid', 'sweep.yaml:7:3: parameters.optimizer.adam.learning_rate: a grid takes every value'],
    ['val_accuracy', 'val_acuracy', 'metric.name: runs have no metric val_acuracy\n'],
    ['small.yaml', 'smal.yaml', 'sweep.yaml:1:13: experiment: '],
    ['run_cap: 20', 'run_cap: 0', 'run_cap: found 0'],
    ['seed: 3', 'sead: 3', 'found the unknown key `sead`'],
    ['bayes', 'bayesian', 'did you mean `bayes`?'],
    ['{value: 3}', '{min: 3}', 'found min, expected value, values, or min and max'],
    ['{value: 3}', '{value: 3, q: 2}', 'found q, which constant has not'],
    ['seed: 3', 'zip: [[training.epochs, training.batch_size]]', 'training.epochs has no `values`'],
    ['seed: 3', 'constraints: [training.epocs < 3]', 'training.epocs is no parameter of this sweep'],
    ['seed: 3', 'constraints: [training.epochs]', 'expected a comparison'],
    ['{value: 3}', '{value: 3, when: {training.epochs: 3}}', 'its condition comes back to itself'],
    [/^.*$/s, '', 'the file is empty'],
    [/^.*$/s, ': [', 'sweep.yaml:1'],
  ])('%s -> %s', async (from, to, message) => {
    expect(await refusal(replaced(from, to))).toContain(message);
  });

  test('several at once', async () => {
    const text = replaced('h1.units', 'h2.units').replace('max: 64', 'max: 64.5');
    expect((await refusal(text)).match(/sweep\.yaml:\d+/g)).toHaveLength(2);
  });
});
