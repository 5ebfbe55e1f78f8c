import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT, UserError } from '../../src/errors.js';
import { type ResumeOptions, type RunOptions, resumeRun, runExperiment } from '../../src/pipeline.js';
import { Stream } from '../../src/random.js';
import { type RunRecord, readRun } from '../../src/runs/index.js';
import type { EpochEvent, TrainingListener } from '../../src/training/listener.js';
import { silent } from '../../src/training/listener.js';
import { abortAfter, numbersOf } from '../resume/support.js';
import { temporaryFolder } from '../runs/temporary.js';
import { fileOf, runText } from './run.js';

const ENGINES = ['{onnx: {threads: 1}}', 'cpu'];

/** 96 rows of which those from `from` to `to` have one enormous number. */
function csvIn(folder: string, size: number, from = 0, to = 96, keep = true): void {
  const stream = new Stream(3, 'rows');
  const lines = ['a,b,y'];
  for (let i = 0; i < 96; i++) {
    const [a, b] = [stream.normal(), stream.normal()];
    const spoilt = i >= from && i < to;
    if (spoilt && !keep) continue;
    lines.push(`${spoilt ? a * size : a},${b},${a - 2 * b}`);
  }
  writeFileSync(join(folder, 'rows.csv'), lines.join('\n'));
}

const text = (architecture: string, rest: string, more = '') => `name: broken
data: {dataset: {csv: {path: rows.csv, target: y}}${more}}
architecture:
${architecture}
loss: mean_squared_error
${rest}
`;

interface Failed {
  readonly error: UserError;
  readonly record: RunRecord;
  readonly folder: string;
}

async function failing(file: string, options: Partial<RunOptions> = {}): Promise<Failed> {
  const runsDir = temporaryFolder();
  const error = await runExperiment(file, { runsDir, listener: silent, ...options }).then(
    () => Promise.reject(new Error('it ran')),
    (reason: unknown) => reason as UserError,
  );
  if (!(error instanceof UserError)) throw error;
  const [id] = readdirSync(runsDir);
  const folder = join(runsDir, id!);
  return { error, folder, record: readRun(folder) };
}

const DENSE = '  - Dense: {units: 4, activation: relu}\n  - Dense: {units: 1, name: out}';

/** What breaks, with which numbers in the data, and what the message has to say. */
const CASES: readonly {
  readonly what: string;
  readonly size: number;
  readonly architecture: string;
  readonly rest: string;
  readonly says: RegExp;
}[] = [
  {
    what: 'a learning rate of 1e10',
    size: 1,
    architecture: DENSE,
    rest: 'optimizer: {sgd: {learning_rate: 1e10}}\ntraining: {epochs: 9, batch_size: 16}',
    says: /experiment\.yaml:\d+:5: architecture\[[01]\]: the loss became (NaN|Infinity) in epoch 1, step \d: .*(layer dense \(Dense\)|layer out \(Dense\)|outputs of all layers are finite)/,
  },
  {
    what: 'a layer that overflows',
    size: 1e37,
    architecture:
      '  - Dense: {units: 4, kernel_initializer: {constant: {value: 1e3}}}\n  - Dense: {units: 1, name: out}',
    rest: 'optimizer: sgd\ntraining: {epochs: 1, batch_size: 16}',
    says: /architecture\[0\]: the loss became .* in epoch 1, step 1: layer dense \(Dense\) is the first whose output is not finite/,
  },
  {
    what: 'a loss that overflows',
    size: 1e25,
    architecture: '  - Dense: {units: 1}',
    rest: 'optimizer: sgd\ntraining: {epochs: 1, batch_size: 16}',
    says: /the loss became Infinity in epoch 1, step 1: the outputs of all layers are finite \(those of dense reach \d\.\d+e\+25\), the loss of them is not/,
  },
  {
    what: 'a gradient that overflows',
    size: 1e20,
    architecture:
      '  - Dense: {units: 4, kernel_initializer: {random_normal: {stddev: 1e-20}}}\n  - Dense: {units: 1, kernel_initializer: {constant: {value: 1e18}}}',
    rest: 'optimizer: sgd\ntraining: {epochs: 1, batch_size: 16}',
    says: /architecture\[0\]: the gradient became infinite or NaN in epoch 1, step 1: the loss is finite, on the way back from it the gradient first breaks in layer dense \(Dense\)/,
  },
  {
    what: 'moving statistics that overflow',
    size: 1e25,
    architecture: '  - BatchNormalization\n  - Dense: {units: 1}',
    rest: 'optimizer: sgd\ntraining: {epochs: 1, batch_size: 16}',
    says: /architecture\[0\]: batch_normalization\/moving_variance became infinite or NaN in epoch 1, step 1: loss and gradient are finite/,
  },
  {
    what: 'a slot of the optimizer that overflows',
    size: 1e20,
    architecture: '  - Dense: {units: 1, kernel_initializer: {random_normal: {stddev: 1e-19}}}',
    rest: 'optimizer: adam\ntraining: {epochs: 1, batch_size: 16}',
    says: /architecture\[0\]: the optimizer's velocity of dense\/kernel became infinite or NaN in epoch 1, step 1: the gradient is finite/,
  },
  {
    what: 'an update that overflows',
    size: 1,
    architecture: '  - Dense: {units: 1}',
    rest: 'optimizer: {sgd: {learning_rate: 3e38}}\ntraining: {epochs: 1, batch_size: 16}',
    says: /architecture\[0\]: dense\/kernel became infinite or NaN in epoch 1, step 1: the gradient is finite/,
  },
];

describe.each(ENGINES)('engine %s', (engine) => {
  test.each(CASES)('$what stops the run and is named', async ({ size, architecture, rest, says }) => {
    const folder = temporaryFolder();
    csvIn(folder, size);
    const {
      error,
      record,
      folder: run,
    } = await failing(fileOf(text(architecture, rest), folder), {
      overrides: [`engine=${engine}`, 'training.checkpoint={every: {steps: 1}}'],
    });
    expect(error.exitCode).toBe(EXIT.training);
    expect(error.message).toMatch(says);
    expect(error.problems[0]).toMatchObject({ line: expect.any(Number), source: expect.any(String) });
    expect(record).toMatchObject({ status: 'failed', error: { exit_code: EXIT.training } });
    // What is left is finite: JSON has no word for anything else.
    expect(readFileSync(join(run, 'run.json'), 'utf8')).not.toMatch(/: -?(NaN|Infinity)\b/);
  });

  // Four steps an epoch are made: gradients are gathered across those that are skipped, and across epochs.
  test.each([
    'adam',
    '{adamw: {use_ema: true, ema_overwrite_frequency: 3, gradient_accumulation_steps: 3, clipnorm: 1}}',
  ])('skipped steps leave weights, slots and state as they were: %s', async (optimizer) => {
    const architecture = '  - Dense: {units: 4}\n  - BatchNormalization\n  - Dense: {units: 1}';
    const rest = (skip: string) =>
      `optimizer: ${optimizer}\ntraining: {epochs: 3, batch_size: 16, shuffle: false${skip}}`;
    const [spoilt, clean] = [temporaryFolder(), temporaryFolder()];
    // Two batches of six, each with numbers of which the squares overflow.
    csvIn(spoilt, 1e30, 16, 48);
    csvIn(clean, 1e30, 16, 48, false);
    const runsDir = temporaryFolder();
    const epochs: EpochEvent[] = [];
    const listener: TrainingListener = { ...silent, epoch: (event) => epochs.push({ ...event }) };
    const overrides = [`engine=${engine}`];
    const file = fileOf(text(architecture, rest(', on_nan: skip')), spoilt);
    const skipping = await runExperiment(file, { runsDir, listener, overrides });
    const without = await runExperiment(fileOf(text(architecture, rest('')), clean), {
      runsDir,
      listener: silent,
      overrides,
    });
    const [a, b] = [skipping, without].map(({ folder }) =>
      readFileSync(join(folder, 'metrics.csv'), 'utf8').trim().split('\n'),
    );
    const column = (lines: string[] | undefined, name: string) => {
      const at = lines![0]!.split(',').indexOf(name);
      return lines!.slice(1).map((line) => line.split(',')[at]);
    };
    expect(column(a, 'weights_hash')).toEqual(column(b, 'weights_hash'));
    expect(column(a, 'loss')).toEqual(column(b, 'loss'));
    expect(new Set(column(a, 'weights_hash')).size).toBe(3);
    expect(column(a, 'skipped_steps')).toEqual(['2', '2', '2']);
    expect(b![0]).not.toContain('skipped_steps');
    expect(column(a, 'step')).toEqual(['6', '12', '18']);
    expect(epochs.map(({ skipped }) => skipped)).toEqual([2, 2, 2]);
    expect([skipping.record.skipped_steps, without.record.skipped_steps]).toEqual([6, 0]);
  });

  test('an update is taken back', async () => {
    const folder = temporaryFolder();
    csvIn(folder, 1e20, 80);
    const rest = `optimizer: adam\ntraining: {epochs: 2, batch_size: 16, shuffle: false, on_nan: skip}`;
    const architecture = '  - Dense: {units: 1, kernel_initializer: {random_normal: {stddev: 1e-19}}}';
    const { record } = await runExperiment(fileOf(text(architecture, rest), folder), {
      runsDir: temporaryFolder(),
      listener: silent,
      overrides: [`engine=${engine}`],
    });
    expect(record).toMatchObject({ status: 'completed', skipped_steps: 2 });
  });

  test('a run all of whose steps are skipped stops', async () => {
    const folder = temporaryFolder();
    csvIn(folder, 1e30);
    const rest = 'optimizer: sgd\ntraining: {epochs: 3, batch_size: 40, on_nan: skip}';
    const { error } = await failing(fileOf(text('  - Dense: {units: 1}', rest), folder), {
      overrides: [`engine=${engine}`],
    });
    expect(error.exitCode).toBe(EXIT.training);
    expect(error.message).toMatch(
      /architecture\[0\]: all 3 steps of epoch 1 were skipped; in the last one, step 3, the loss became Infinity: /,
    );
  });
});

test('interrupted and resumed, a run that skips is as if it never was interrupted', async () => {
  const folder = temporaryFolder();
  csvIn(folder, 1e30, 20, 23);
  const rest = `optimizer: adam\ntraining: {epochs: 3, batch_size: 8, on_nan: skip}\nengine: {onnx: {threads: 1}}`;
  const architecture = '  - Dense: {units: 4}\n  - Dropout: {rate: 0.3}\n  - Dense: {units: 1}';
  // The validation rows hold some of the numbers, so that its values are not finite.
  const file = fileOf(text(architecture, rest, ', split: {validation: 0.2}'), folder);
  const run = (runsDir: string, options: Partial<RunOptions> = {}) =>
    runExperiment(file, { runsDir, listener: silent, ...options });
  const whole = await run(temporaryFolder());
  expect(whole.record.skipped_steps).toBeGreaterThan(2);
  for (const steps of [3, 7, 15]) {
    const runsDir = temporaryFolder();
    await run(runsDir, abortAfter(steps));
    const resumed = await resumeRun('last', { runsDir, listener: silent });
    expect(numbersOf(resumed.folder)).toEqual(numbersOf(whole.folder));
    expect(resumed.record.skipped_steps).toBe(whole.record.skipped_steps);
  }
});

describe('after a run that has failed', () => {
  const folder = temporaryFolder();
  csvIn(folder, 1);
  const rest =
    'optimizer: {sgd: {learning_rate: 0.01}}\ntraining: {epochs: 2, batch_size: 16}\nengine: {onnx: {threads: 1}}';
  const file = fileOf(text(DENSE, rest), folder);
  const resume = (runsDir: string, overrides: string[], more: Partial<ResumeOptions> = {}) =>
    resumeRun('last', { runsDir, listener: silent, overrides, ...more });
  const failed = async () => {
    const runsDir = temporaryFolder();
    await runExperiment(file, { runsDir, listener: silent });
    const wild = resume(runsDir, ['training.epochs=4', 'optimizer.sgd.learning_rate=1e10'], { force: true });
    await expect(wild).rejects.toMatchObject({ exitCode: EXIT.training });
    return runsDir;
  };

  test('it goes on from its last finite checkpoint with another learning rate', async () => {
    const straight = await runExperiment(file, {
      runsDir: temporaryFolder(),
      listener: silent,
      overrides: ['training.epochs=4'],
    });
    const runsDir = await failed();
    const mended = ['training.epochs=4', 'optimizer.sgd.learning_rate=0.01'];
    const { record, folder: run } = await resume(runsDir, mended, { force: true });
    expect(record.resumed.at(-1)).toMatchObject({ epoch: 2, step: 12 });
    expect(numbersOf(run)).toEqual(numbersOf(straight.folder));
  });

  test('what to do about NaN may change without --force: nothing before depends on it', async () => {
    const runsDir = temporaryFolder();
    await runExperiment(file, { runsDir, listener: silent });
    const { record } = await resume(runsDir, ['training.on_nan=skip', 'training.epochs=3']);
    expect(record).toMatchObject({ status: 'completed', epochs: 3, skipped_steps: 0 });
    expect(record.resumed).toMatchObject([{ forced: [] }]);
  });
});

test('values of validation that are not finite are null with a reason, and never best', async () => {
  const folder = temporaryFolder();
  csvIn(folder, 1e30, 90);
  const rest = `optimizer: adam\nmetrics: [mean_absolute_error]\ntraining: {epochs: 2, batch_size: 8, on_nan: skip, callbacks: [{EarlyStopping: {patience: 1, restore_best_weights: true}}]}`;
  const {
    record,
    epochs,
    folder: run,
  } = await runText(
    text('  - Dense: {units: 1}', rest, ', split: {validation: 0.5}').replace(
      'rows.csv',
      join(folder, 'rows.csv'),
    ),
  );
  expect(epochs.map((row) => row.val_loss)).toEqual(['Infinity', 'Infinity']);
  expect(record.metrics.final.validation!.loss).toBeNull();
  expect(record.nulls).toMatchObject({ 'metrics.final.validation.loss': 'Infinity' });
  expect(record.metrics.best.validation?.loss).toBeUndefined();
  expect(record.stop_reason).toBe('val_loss has not been finite for 2 epochs');
  expect(readdirSync(join(run, 'checkpoints'))).not.toContain('best.safetensors');
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
});

test('numbers in data that are not finite are refused before anything is trained', async () => {
  const folder = temporaryFolder();
  for (const cell of ['inf', 'NaN', '1e39']) {
    writeFileSync(join(folder, 'rows.csv'), `a,b,y\n1,2,3\n${cell},1,2\n`);
    const runsDir = temporaryFolder();
    const file = fileOf(text('  - Dense: {units: 1}', 'optimizer: sgd'), folder);
    const run = runExperiment(file, { runsDir, listener: silent });
    await expect(run).rejects.toMatchObject({ exitCode: EXIT.usage });
    expect(readdirSync(runsDir)).toEqual([]);
  }
});
