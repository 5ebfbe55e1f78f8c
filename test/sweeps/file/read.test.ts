import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/errors.js';
import { probes } from '../../../src/sweeps/file/probes.js';
import { readSweep } from '../../../src/sweeps/file/read.js';
import { locate } from '../../../src/sweeps/space.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { EXPERIMENT, SWEEP } from './small.js';

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
    [
      '[4, 8, 16]',
      '[4, 8, 4]',
      'sweep.yaml:6:42: parameters.architecture.h1.units.values[2]: found the value a second time',
    ],
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
    ['seed: 3', 'constraints: [training.batch_size < 1]', 'none of 2000 random sets of values meets them'],
    ['max: 64}', 'max: 64, when: {training.epochs: [3, 4]}}', 'training.epochs is never 4\n'],
    ['min_iter: 1', 'max_iter: 9', 'early_terminate.max_iter: found 9, expected 3 at most'],
    ['min_iter: 1', 'min_iter: 3', 'found 3, and training.epochs is 3: expected fewer'],
    ['type: hyperband', 'type: median, eta: 2', 'early_terminate.eta: found it beside type median'],
    ['name: val_accuracy', 'name: test.accuracy', 'test.accuracy is known at the end only'],
    [/^.*$/s, '', 'the file is empty'],
    [/^.*$/s, ': [', 'sweep.yaml:1'],
  ])('%s -> %s', async (from, to, message) => {
    expect(await refusal(replaced(from, to))).toContain(message);
  });

  test('a search in which nothing varies', async () => {
    const text = SWEEP.replace(/ {2}architecture(.*\n){3}/, '');
    expect(await refusal(text)).toContain('sweep.yaml:4:1: parameters: nothing varies, expected a parameter');
  });

  test('a parameter that only some values of another one have, and a condition by which it has a part', async () => {
    const momentum = (when: string) =>
      replaced(/parameters:(.*\n)*/, 'parameters:\n  optimizer: {values: [adam, sgd]}\n').concat(
        `  optimizer.sgd.momentum: {values: [0, 0.9]${when}}\n`,
      );
    expect(await refusal(momentum(''))).toMatch(
      /`optimizer` is `adam`, not `sgd`\n.*\n.*\n.*when: {optimizer: ...}/,
    );
    await expect(read(momentum(', when: {optimizer: sgd}'))).resolves.toBeDefined();
    expect(await refusal(momentum(', when: {optimizer: [sgd, adam]}'))).toContain('is `adam`, not `sgd`');
  });

  test('text where a constraint needs a number', async () => {
    const text = replaced('seed: 3', 'constraints: [architecture.h1.activation < 3]').replace(
      'run_cap: 20',
      '',
    );
    expect(
      await refusal(text.replace('early', '  architecture.h1.activation: {values: [relu, tanh]}\nearly')),
    ).toContain('constraints[0]: architecture.h1.activation is never a number, expected one');
  });

  test('several at once', async () => {
    const text = replaced('h1.units', 'h2.units').replace('max: 64', 'max: 64.5');
    expect((await refusal(text)).match(/sweep\.yaml:\d+/g)).toHaveLength(2);
  });
});

test('conditions on conditions: each set of values that is tried is one that a trial may have', async () => {
  const { space } = await read(`experiment: small.yaml
method: random
metric: {name: val_loss}
parameters:
  optimizer.sgd.nesterov: {values: [true, false], when: {optimizer.sgd.momentum: 0.9}}
  optimizer.sgd.momentum: {values: [0, 0.9], when: {optimizer: sgd}}
  training.batch_size: {values: [8, 16], when: {optimizer: adam}}
  optimizer: {values: [adam, sgd]}
  training.epochs: {values: [1, 2]}
  architecture.h1.units: {values: [4, 8], when: {training.epochs: 2}}
  architecture.h1.activation: {values: [relu, tanh], when: {training.epochs: 2}}
zip: [[architecture.h1.units, architecture.h1.activation]]
`);
  for (const { assignment } of probes(space)) {
    expect(locate(space, assignment), JSON.stringify([...assignment])).toBeDefined();
  }
});
