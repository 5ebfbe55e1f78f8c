import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXIT, UserError } from '../../src/errors.js';
import {
  createRecord,
  findRun,
  gitState,
  judge,
  type Observer,
  previousRun,
  type RunRecord,
  type StoredRun,
  startClock,
  versions,
} from '../../src/runs/index.js';
import type { TrainingListener } from '../../src/training/listener.js';
import { experimentOf } from '../runs/made.js';

/**
 * Stands in for src/pipeline.ts in the tests of the command line: the same signatures, real records and real
 * events, and made-up numbers instead of training. The overrides say what happens.
 */
interface Options {
  overrides?: readonly string[];
  engine?: string;
  runsDir: string;
  listener: TrainingListener;
  signal?: AbortSignal;
  observer?: Observer;
  parent?(): string;
}

const tick = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function runExperiment(file: string, options: Options) {
  const told = Object.fromEntries(
    (options.overrides ?? []).map((text) => text.split('=') as [string, string]),
  );
  const number = (key: string, other: number) => Number(told[key] ?? other);
  if (told.wrong)
    throw new UserError({ file, line: 2, column: 7, key: 'loss', message: 'found x, expected y' });
  if (told.bug) throw new TypeError('x is not a function');
  const [epochs, steps, pause] = [
    number('training.epochs', number('epochs', 3)),
    number('steps', 4),
    number('pause', 0),
  ];
  const experiment = { ...experimentOf('fake'), expect: { 'test.accuracy': { min: number('min', 0) } } };
  const clock = startClock();
  const start = {
    experiment,
    file: resolve(file),
    text: readFileSync(file, 'utf8'),
    overrides: options.overrides ?? [],
    experimentHash: 'a'.repeat(64),
    dataHash: 'b'.repeat(64),
    git: gitState(dirname(file)),
    versions: versions(['onnxruntime-node']),
    engine: options.engine ?? 'onnx',
    threads: 1,
    parameters: 10,
    rows: { train: 256, validation: 64, test: 64 },
    metrics: ['accuracy'],
    ...(options.parent && { parent: options.parent() }),
    clock,
  };
  options.observer?.started(start);
  const writer = await createRecord(options.runsDir, start);
  const { listener, signal } = options;
  let reason: string | undefined;
  listener.start({ folder: writer.folder, epochs, stepsPerEpoch: steps, rows: 256, metrics: ['accuracy'] });
  for (let epoch = 1; epoch <= epochs && reason === undefined; epoch++) {
    for (let step = 1; step <= steps && !signal?.aborted; step++) {
      listener.batch({
        epoch,
        step,
        samples: step * 64,
        logs: () => ({ loss: 1 / (epoch * step), accuracy: 0.5 }),
      });
      await tick(pause);
    }
    if (signal?.aborted) reason = 'interrupted';
    const logs = { loss: 1 / epoch, accuracy: 1 - 1 / (epoch + 1) };
    listener.epoch({ epoch, logs, valLogs: logs, seconds: 0.25, learningRate: 0.001 });
    const all = { ...logs, val_loss: logs.loss, val_accuracy: logs.accuracy };
    const row = {
      epoch,
      step: epoch * steps,
      logs: all,
      learningRate: 0.001,
      seconds: 0.25,
      weightsHash: 'c'.repeat(16),
    };
    options.observer?.epoch(row);
    writer.epoch(row);
  }
  listener.end(reason === undefined ? {} : { reason });
  if (told.diverge) {
    const error = new UserError({ file, message: 'the loss became NaN in epoch 3' }, EXIT.training);
    await writer.finish({ status: 'failed', error: { message: error.message, exitCode: error.exitCode } });
    throw error;
  }
  const final = { test: { loss: 0.4, accuracy: 0.9 } };
  const record: RunRecord = await writer.finish({
    status: reason === undefined ? 'completed' : 'interrupted',
    final,
    expect: judge(experiment.expect, final),
    ...(reason !== undefined && { stopReason: reason }),
  });
  return { record, folder: writer.folder, previous: previousRun(options.runsDir, 'fake', writer.id) };
}

export async function resumeRun(run: string, options: Options & { force?: boolean }) {
  const { record } = findRun(options.runsDir, run);
  return runExperiment(record.file, {
    ...options,
    overrides: [...record.overrides, ...(options.overrides ?? [])],
  });
}

export async function replayRun({ record }: StoredRun, options: Options) {
  return runExperiment(record.file, {
    ...options,
    overrides: [...record.overrides, ...(options.overrides ?? [])],
  });
}

export async function validateFiles(files: readonly string[]) {
  return files.map((file) => ({
    file,
    problems: file.includes('bad')
      ? [{ file, line: 1, column: 1, key: 'name', message: 'found 3, expected text' }]
      : [],
  }));
}

export async function showModel(file: string, _overrides: readonly string[] = []) {
  const layer = { name: 'dense', type: 'Dense', output: [10], parameters: 7850, inputs: ['input'] };
  return {
    summary: {
      name: file,
      layers: [layer],
      total: 7850,
      trainable: 7850,
      nonTrainable: 0,
      flopsPerStep: 3_018_240,
      memoryPerStep: 123_456,
      batchSize: 64,
    },
    experiment: experimentOf('fake'),
    resolvedYaml: 'name: fake\n',
    graph: async () => `${'%1 = matmul %0\n'.repeat(20_000)}`,
    onnx: async () => {},
  };
}

// a pipeline that changes its signatures breaks this file
({ runExperiment, resumeRun, replayRun, validateFiles, showModel }) satisfies Pick<
  typeof import('../../src/pipeline.js'),
  'runExperiment' | 'resumeRun' | 'replayRun' | 'validateFiles' | 'showModel'
>;
