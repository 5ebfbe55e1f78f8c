import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResumeOptions, type RunOptions, resumeRun, runExperiment } from '../../src/pipeline.js';
import { silent, type TrainingListener } from '../../src/training/listener.js';
import { fileOf } from '../pipeline/run.js';
import { temporaryFolder } from '../runs/temporary.js';

/** Everything that could remember something: dropout, moving statistics, a smaller last batch, early stopping. */
export const TEXT = `name: resumed
seed: 3
data:
  dataset: {synthetic_classification: {samples: 190, features: 6, classes: 3}}
  split: {validation: 0.2, test: 0.2}
architecture:
  - Dense: {units: 12, activation: relu}
  - BatchNormalization
  - Dropout: {rate: 0.3}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training:
  epochs: 6
  batch_size: 25
  callbacks:
    - EarlyStopping: {monitor: val_loss, patience: 2, restore_best_weights: true}
engine: {onnx: {threads: 1}}
`;

/** Runs of `TEXT` in a folder of their own. */
export function bench(text = TEXT) {
  const runsDir = temporaryFolder();
  const file = fileOf(text);
  const run = (options: Partial<RunOptions> = {}) =>
    runExperiment(file, { runsDir, listener: silent, ...options });
  return { runsDir, file, run };
}

export const resume = (runsDir: string, options: Partial<ResumeOptions> = {}, run = 'last') =>
  resumeRun(run, { runsDir, listener: silent, ...options });

/** Aborts after so many steps of this process. */
export function abortAfter(steps: number): Pick<ResumeOptions, 'listener' | 'signal'> {
  const controller = new AbortController();
  let done = 0;
  const listener: TrainingListener = {
    ...silent,
    batch: () => {
      if (++done === steps) controller.abort();
    },
  };
  return { listener, signal: controller.signal };
}

/** All that a run leaves, but for what a clock says. */
export function numbersOf(folder: string) {
  const lines = readFileSync(join(folder, 'metrics.csv'), 'utf8').split('\n');
  const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  const { status, metrics, epochs, stop_reason: reason } = record;
  const seconds = lines[0]!.split(',').indexOf('seconds');
  const csv = lines.map((line) => line.split(',').toSpliced(seconds, 1).join());
  return { csv, status, metrics, epochs, reason };
}
