import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasets } from '../../../src/datasets/index.js';
import { parseExperiment } from '../../../src/experiment/index.js';
import { experimentOf } from '../../../src/sweeps/experiment-of.js';
import { FILE_OPTIONS } from '../../../src/sweeps/results/named-files.js';
import { trialExperiment } from '../../../src/sweeps/results/trial-experiment.js';
import { temporaryFolder } from '../../runs/temporary.js';
import { hashOf, sweepOf, TEXT, trialOf, written } from './made.js';

const CSV = TEXT.replace(/dataset: .*/, 'dataset: {csv: {path: data/iris.csv, target: species}}');
const COPIES = TEXT.replace('data:', 'x: &same {units: 8, activation: relu}\ndata:')
  .replace(/^x: .*\n/m, '')
  .replace('- Dense: {units: 8, activation: relu}\n', '- Dense: &same {units: 8, activation: relu}\n')
  .replace('- Dense: {units: 8, activation: relu} #', '- Dense: *same #');

/** A sweep whose experiment stands in a folder, and a trial with these values that has no run. */
function trialIn(folder: string, text: string, values: { readonly [path: string]: unknown }) {
  const runsDir = join(folder, 'runs');
  const sweepFolder = join(runsDir, 'sweep-x');
  mkdirSync(sweepFolder, { recursive: true });
  written(sweepFolder, 'experiment.yaml', text);
  const file = join(folder, 'base.yaml');
  const { hash } = experimentOf({ experiment: { file, text } }, values);
  const trial = trialOf(0, { values, experiment_hash: hash, run: null });
  return { sweep: { ...sweepOf([trial], { experiment: file }), folder: sweepFolder }, trial };
}

const number = fc.double({ min: 1e-9, max: 10, noNaN: true }).filter((one) => one > 0);
const texts = fc.array(
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/\p{Cc}/u.test(text)),
  {
    maxLength: 3,
  },
);
const assignment = fc.record(
  {
    seed: fc.nat(),
    tags: texts,
    description: fc.string(),
    'architecture[1].Dense.units': fc.integer({ min: 1, max: 4096 }),
    'architecture[1].Dense.activation': fc.constantFrom('relu', { leaky_relu: { negative_slope: 0.2 } }),
    'architecture[1].Dense.kernel_regularizer': number.map((l2) => ({ L2: { l2 } })),
    'architecture.dense.units': fc.integer({ min: 1, max: 64 }),
    'optimizer.adam.learning_rate': number,
    'optimizer.adam.beta_1': fc.double({ min: 0, max: 0.999, noNaN: true }),
    'training.batch_size': fc.oneof(fc.integer({ min: 1, max: 999 }), fc.constant('full')),
    'training.shuffle': fc.boolean(),
    'training.callbacks': fc.constantFrom([], [{ EarlyStopping: { patience: 2, monitor: 'val_loss' } }]),
    'data.limit.train': fc.integer({ min: 1, max: 100 }),
    'data.preprocess': fc.constantFrom([], ['standardize'], [{ rescale: { scale: 0.5 } }]),
    'expect.test.accuracy.min': fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: [] },
);

describe('a trial as an experiment of its own', () => {
  test.each([
    ['as people write it', TEXT],
    ['with an anchor', COPIES],
  ])('has the hash of the trial, whatever was set: %s', (_, text) => {
    const folder = temporaryFolder();
    fc.assert(
      fc.property(assignment, (values) => {
        const { sweep, trial } = trialIn(folder, text, values);
        const made = trialExperiment(sweep, trial, { suffix: '-best', folder: undefined });
        expect(made.same).toBe(true);
        const read = parseExperiment(made.text, { file: 'best.yaml', folder: '/elsewhere' });
        expect(read.hash).toBe(trial.experiment_hash);
        expect(read.value.name).toBe('made-best');
        // What is no part of the hash comes along too.
        const whole = experimentOf({ experiment: { file: 'base.yaml', text } }, values).value;
        expect(read.value).toEqual({ ...whole, name: 'made-best' });
        if (text === TEXT) expect(made.text).toContain('# A network on made-up data.\n');
      }),
      { numRuns: 25 },
    );
  });

  test('with its comments, and what every trial has', () => {
    const values = { 'architecture[1].Dense.units': 32, 'optimizer.adam.learning_rate': 0.01 };
    const { sweep, trial } = trialIn(temporaryFolder(), TEXT, values);
    const { text } = trialExperiment(sweep, trial, { suffix: '-best', folder: undefined });
    const expected = TEXT.replace('name: made', 'name: made-best')
      .replace('{units: 8, activation: relu} #', '{units: 32, activation: relu} #')
      .replace('optimizer: adam', 'optimizer: {adam: {learning_rate: 0.01}}')
      .concat('engine: {onnx: {threads: 1}}\n');
    expect(text).toBe(expected);
  });

  test('names files so that they are found where it is to stand', () => {
    const folder = temporaryFolder();
    const { sweep, trial } = trialIn(folder, CSV, { seed: 5 });
    const pathIn = (to: string | undefined) => {
      const made = trialExperiment(sweep, trial, { suffix: '-x', folder: to });
      expect(made.same).toBe(true);
      const { value, hash } = parseExperiment(made.text, { file: 'x', folder });
      return [(value.data.dataset as { csv: { path: string } }).csv.path, hash === trial.experiment_hash];
    };
    expect(pathIn(folder)).toEqual(['data/iris.csv', true]);
    expect(pathIn(join(folder, 'sub', 'deeper'))).toEqual(['../../data/iris.csv', false]);
    expect(pathIn(join(folder, 'data'))).toEqual(['./iris.csv', false]);
    expect(pathIn(undefined)).toEqual([join(folder, 'data', 'iris.csv'), false]);
  });

  test('begins with the weights that the trial began with', () => {
    const folder = temporaryFolder();
    const { sweep, trial } = trialIn(folder, TEXT, { seed: 5 });
    const first = trialOf(1, { run: 'a-run' });
    const child = { ...trial, from: 1 };
    const made = trialExperiment({ ...sweep, trials: [child, first] }, child, { suffix: '-x', folder });
    expect(parseExperiment(made.text, { file: 'x', folder }).value.initial_weights).toBe('a-run');
  });

  test('without the experiment that the sweep keeps: says which file is gone', () => {
    const { sweep, trial } = trialIn(temporaryFolder(), TEXT, {});
    const gone = { ...sweep, folder: join(dirname(sweep.folder), 'gone') };
    expect(() => trialExperiment(gone, trial, { suffix: '-x', folder: undefined })).toThrow(
      /gone\/experiment\.yaml: cannot read the experiment of the sweep \(ENOENT\)/,
    );
  });

  test('hashes of the experiments in the folder stay as they are written out', () => {
    const file = 'experiments/mnist-mlp.yaml';
    const text = readFileSync(file, 'utf8');
    const { sweep, trial } = trialIn(temporaryFolder(), text, { 'architecture[1].Dense.units': 64 });
    const made = trialExperiment(sweep, trial, { suffix: '-best', folder: undefined });
    expect(hashOf(made.text, file)).toBe(trial.experiment_hash);
    expect(made.text).toContain('# uint8 0..255 -> 0..1, inside the compiled graph');
  });
});

test('options of sources that say that relative paths start at the experiment are known as such', () => {
  for (const { name, options } of datasets) {
    for (const [option, { description = '' }] of Object.entries(options.properties)) {
      const isFile = /relative paths start/.test(description);
      expect(FILE_OPTIONS.includes(option), `${name}.${option}`).toBe(isFile);
    }
  }
});
