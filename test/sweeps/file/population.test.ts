import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSweep } from '../../../src/sweeps/file/check.js';
import { loadSweep } from '../../../src/sweeps/file/load.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { EXPERIMENT } from './small.js';

const RATE = 'optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}';

function sweepFile(...lines: readonly string[]): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'small.yaml'), `${EXPERIMENT}training: {epochs: 7}\n`);
  const file = join(folder, 'sweep.yaml');
  writeFileSync(file, ['experiment: small.yaml', 'metric: {name: val_loss}', ...lines, ''].join('\n'));
  return file;
}

const complaint = async (...lines: readonly string[]) =>
  loadSweep(sweepFile(...lines))
    .then(checkSweep)
    .then(
      () => undefined,
      (error: Error) => error.message.replaceAll(/\S*\/(?=s\w+\.yaml)/g, ''),
    );

const searching = (...parameters: readonly string[]) => [
  'parameters:',
  ...parameters.map((one) => `  ${one}`),
];

describe('population-based training in a sweep file', () => {
  test('has the defaults that its schema tells, and as many epochs as the experiment', async () => {
    const { population } = await loadSweep(sweepFile('method: pbt', ...searching(RATE)));
    expect(population).toEqual({
      population_size: 8,
      perturbation_interval: 1,
      quantile_fraction: 0.25,
      resample_probability: 0.25,
      epochs: 7,
    });
  });

  test('takes what is written, and epochs that all trials share', async () => {
    const written = 'population: {population_size: 4, perturbation_interval: 3, quantile_fraction: 0.5}';
    const file = sweepFile('method: pbt', written, ...searching(RATE, 'training.epochs: {value: 12}'));
    const { population } = await loadSweep(file);
    expect(population).toMatchObject({ population_size: 4, perturbation_interval: 3, epochs: 12 });
    expect(population).toMatchObject({ quantile_fraction: 0.5, resample_probability: 0.25 });
  });

  test('is of no other method, and goes without early_terminate', async () => {
    expect(await complaint('method: bayes', 'population: {}', ...searching(RATE))).toMatch(
      /^sweep\.yaml:4:1: population: found it beside method bayes/,
    );
    expect(await complaint('method: pbt', 'early_terminate: {type: asha}', ...searching(RATE))).toMatch(
      /^sweep\.yaml:4:1: early_terminate: found it beside method pbt/,
    );
    const { population } = await loadSweep(sweepFile('method: random', ...searching(RATE)));
    expect(population).toBeUndefined();
  });

  test('trains every member for as many epochs', async () => {
    const epochs = 'training.epochs: {values: [3, 4]}';
    expect(await complaint('method: pbt', ...searching(RATE, epochs))).toMatch(
      /^sweep\.yaml:6:3: parameters\.training\.epochs: found several values, expected one/,
    );
  });

  test('has as many sets of values as members', async () => {
    const batches = 'training.batch_size: {values: [16, 32, 64]}';
    expect(await complaint('method: pbt', ...searching(batches))).toMatch(
      /^sweep\.yaml:3:1: method: found 3 sets of values for 8 members/,
    );
    expect(await complaint('method: pbt', 'population: {population_size: 3}', ...searching(batches))).toBe(
      undefined,
    );
  });

  test('hands weights on, so that no value may give them another shape', async () => {
    const units = 'architecture.h1.units: {values: [4, 8]}';
    expect(await complaint('method: pbt', ...searching(RATE, units))).toMatch(
      /^sweep\.yaml:6:3: parameters\.architecture\.h1\.units: with 8: its weights have other shapes/,
    );
    const rate = 'architecture.h1.activation: {values: [relu, tanh]}';
    expect(await complaint('method: pbt', ...searching(RATE, rate))).toBeUndefined();
  });
});
