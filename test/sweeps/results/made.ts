import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseExperiment } from '../../../src/experiment/index.js';
import { createRecord, startClock } from '../../../src/runs/index.js';
import { experimentOf } from '../../../src/sweeps/experiment-of.js';
import { readSweepFolder } from '../../../src/sweeps/record/read.js';
import type { StoredSweep, SweepRecord, Trial } from '../../../src/sweeps/record/record.js';
import { createSweep } from '../../../src/sweeps/record/writer.js';
import { experimentOf as anExperiment, rowOf, startOf } from '../../runs/made.js';
import { temporaryFolder } from '../../runs/temporary.js';

/** A trial that has come to its end. */
export function trialOf(number: number, more: Partial<Trial> = {}): Trial {
  return {
    number,
    index: number,
    values: {},
    experiment_hash: 'e'.repeat(64),
    from: null,
    status: 'completed',
    run: `20260101T000000Z-made-${String(number).padStart(8, '0')}`,
    data_hash: 'd'.repeat(64),
    attempts: 1,
    epochs: 3,
    objectives: [0.5],
    seconds: 2,
    error: null,
    ...more,
  };
}

/** A sweep that has come to its end. */
export function sweepOf(trials: readonly Trial[], more: Partial<SweepRecord> = {}): StoredSweep {
  return {
    folder: '/nowhere/runs/sweep-20260101T000000Z-made-01234567',
    record: {
      schema_version: 1,
      id: 'sweep-20260101T000000Z-made-01234567',
      name: 'made',
      description: 'What it is for.',
      status: 'completed',
      file: '/nowhere/sweeps/made.yaml',
      grid: [],
      experiment: '/nowhere/made.yaml',
      experiment_hash: '01234567'.repeat(8),
      method: 'random',
      seed: 3,
      run_cap: 20,
      objectives: [{ name: 'val_accuracy', goal: 'maximize' }],
      early_terminate: { type: 'hyperband', min_iter: 1, eta: 3 },
      parameters: {
        'architecture[1].Dense.units': { values: [32, 64, 128] },
        'optimizer.adam.learning_rate': { distribution: 'log_uniform_values', min: 1e-4, max: 0.1 },
        'training.epochs': { value: 3 },
      },
      zip: [],
      constraints: [],
      workers: 2,
      process: { pid: 1, host: 'h', boot: '', started: '' },
      times: { started: '2026-01-01T00:00:00.000Z', ended: '2026-01-01T00:01:00.000Z', seconds: 60 },
      resumed: [],
      error: null,
      ...more,
    },
    trials,
  };
}

/** Numbers that look random and are the same every time: from 0 to 1, by two whole numbers. */
export function noise(a: number, b: number): number {
  const x = Math.sin(a * 12.9898 + b * 78.233 + 1) * 43758.5453;
  return x - Math.floor(x);
}

/**
 * Trials of a search over units, learning rate and batch size whose best lies at 0.003; every fifth was stopped, and some
 * failed.
 */
export function manyTrials(count: number): readonly Trial[] {
  return Array.from({ length: count }, (_, i) => {
    const rate = 10 ** (-4 + 3 * noise(i, 1));
    const units = [32, 64, 128][Math.floor(3 * noise(i, 2))]!;
    const batch = [32, 64, 128][Math.floor(3 * noise(i, 3))]!;
    const stopped = i % 5 === 3;
    const failed = i % 17 === 16;
    const score =
      0.97 - 0.04 * (Math.log10(rate) + 2.5) ** 2 + 0.0001 * units - 0.0001 * batch + 0.003 * noise(i, 4);
    return trialOf(i, {
      values: {
        'architecture[1].Dense.units': units,
        'optimizer.adam.learning_rate': rate,
        'training.batch_size': batch,
        'training.epochs': 3,
      },
      ...(stopped && { status: 'stopped' as const, epochs: 1, objectives: [score - 0.03] }),
      ...(failed && {
        status: 'failed' as const,
        objectives: [null],
        error: { message: 'the loss became NaN', exit_code: 3 },
      }),
      ...(!stopped && !failed && { objectives: [score] }),
    });
  });
}

/** With the parameters of `manyTrials`. */
export const MANY: Partial<SweepRecord> = {
  parameters: {
    'architecture[1].Dense.units': { values: [32, 64, 128] },
    'optimizer.adam.learning_rate': { distribution: 'log_uniform_values', min: 1e-4, max: 0.1 },
    'training.batch_size': { values: [32, 64, 128] },
    'training.epochs': { value: 3 },
  },
};

/** Writes a sweep to disk as it is, with runs for its trials that have curves. */
export async function onDisk(
  { record, trials }: StoredSweep,
  { text = TEXT, sweep = 'method: random\n', runsDir = temporaryFolder() } = {},
): Promise<StoredSweep> {
  const { status, error } = record;
  const files = { 'experiment.yaml': text, 'sweep.yaml': sweep };
  const writer = createSweep(runsDir, record, files, startClock());
  for (const trial of trials) {
    const { number, index, values, from } = trial;
    const { hash } = experimentOf({ experiment: { file: record.experiment, text } }, values);
    const run = trial.run === null ? null : await runOf(runsDir, trial, record);
    writer.note({ event: 'chosen', number, index, values, experiment_hash: hash, from });
    if (run !== null) writer.note({ event: 'began', number, run });
    if (trial.status === 'running') continue;
    const { status, data_hash, epochs, objectives, seconds, error } = trial;
    writer.note({ event: 'ended', number, status, run, data_hash, epochs, objectives, seconds, error });
  }
  writer.finish(status, error);
  return readSweepFolder(writer.folder);
}

/** A run whose validation accuracy goes to what its trial came to. */
async function runOf(runsDir: string, trial: Trial, record: SweepRecord): Promise<string> {
  const end = trial.objectives[0] ?? 0.1;
  const writer = await createRecord(
    runsDir,
    startOf('made', { experiment: anExperiment('made'), parent: record.id }),
  );
  for (let epoch = 1; epoch <= trial.epochs; epoch++) {
    const row = rowOf(epoch);
    const value = end * (1 - 0.3 ** epoch / 1.3);
    writer.epoch({ ...row, logs: { ...row.logs, accuracy: value + 0.01, val_accuracy: value } });
  }
  await writer.finish({ status: 'completed', final: { validation: { accuracy: end } } });
  return writer.id;
}

export const TEXT = `# A network on made-up data.
name: made
data:
  dataset: {synthetic_classification: {samples: 200, features: 4, classes: 2}}
  split: {validation: 0.2, test: 0.2}
architecture:
  - Dense: {units: 8, activation: relu}
  - Dense: {units: 8, activation: relu} # the one that varies
  - Dense: {units: 2, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam # as Keras has it
metrics: [accuracy]
training: {epochs: 3, batch_size: 64}
`;

/** Writes a text beside others; its path. */
export function written(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The hash of an experiment in a file's text. */
export const hashOf = (text: string, file: string) =>
  parseExperiment(text, { file, folder: dirname(file) }).hash;
