import { resolve } from 'node:path';
import { callbacks } from './callbacks/index.js';
import { readNpz } from './datasets/files/npz.js';
import { hashRows } from './datasets/hash.js';
import { rowCount, type Splits } from './datasets/prepare.js';
import { engines } from './engines/index.js';
import { EXIT, UserError } from './errors.js';
import { type LoadedExperiment, loadExperiment } from './experiment/index.js';
import { pick } from './experiment/part.js';
import { located } from './located.js';
import { logNames } from './model/check.js';
import { setWeights } from './model/initial-weights.js';
import type { Plan } from './model/plan.js';
import { initialize } from './model/weights.js';
import { optimizers } from './optimizers/index.js';
import { planOf, readSplits } from './plan.js';
import {
  createRecord,
  gitState,
  judge,
  previousRun,
  type RecordWriter,
  type RunEnd,
  type RunRecord,
  startClock,
  versions,
} from './runs/index.js';
import { Evaluator } from './training/evaluate.js';
import type { TrainingListener } from './training/listener.js';
import { type TrainResult, train } from './training/train.js';
import { Weights } from './training/weights.js';

export { showModel, validateFiles } from './inspect.js';

export interface RunOptions {
  /** `path=value`, as on the command line. */
  readonly overrides?: readonly string[];
  /** Name of an engine, instead of the one in the file. */
  readonly engine?: string;
  readonly runsDir: string;
  readonly listener: TrainingListener;
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly record: RunRecord;
  /** The record's folder. */
  readonly folder: string;
  /** The newest run of the same name before this one. */
  readonly previous?: RunRecord;
}

/**
 * The whole chain for one experiment: YAML, data, model, compiled step, training, test, `expect`, record.
 *
 * @throws UserError: exit 2 before training for anything wrong with the experiment or its data, without a
 *   record; 3 where training failed and 4 for disk or engine, with the record of what was done.
 */
export async function runExperiment(file: string, options: RunOptions): Promise<RunResult> {
  const clock = startClock();
  const overrides = [...(options.overrides ?? [])];
  if (options.engine !== undefined) overrides.push(`engine=${options.engine}`);
  const loaded = await loadExperiment(file, overrides);
  const { value: experiment } = loaded;
  const git = gitState(loaded.folder);
  const splits = await readSplits(loaded);
  const plan = planOf(loaded, splits);
  const optimizer = pick(optimizers, experiment.optimizer);
  const weights = new Weights(plan.layout, optimizer.part.slots(optimizer.options as never).length);
  await startingWeights(loaded, plan, weights);
  const engine = pick(engines, experiment.engine);
  const runtime = await engine.part.load(engine.options as never);
  const evaluator = new Evaluator(runtime, plan, weights);
  const previous = previousRun(options.runsDir, experiment.name);
  let writer: RecordWriter | undefined;
  try {
    const result = await train({
      plan,
      runtime,
      weights,
      evaluator,
      optimizer,
      training: experiment.training,
      seed: experiment.seed,
      train: splits.train,
      validation: splits.validation,
      watchers: watchersOf(loaded, splits),
      listener: options.listener,
      signal: options.signal,
      // Only now: what is wrong with the experiment, its data or its engine leaves no folder behind.
      onStart: async () => {
        writer = await createRecord(options.runsDir, {
          experiment,
          text: loaded.text,
          overrides,
          experimentHash: loaded.hash,
          dataHash: hashRows(splits),
          git,
          versions: versions(['@tensorflow/tfjs-core', runtime.version.split(' ')[0]!]),
          engine: engine.part.name,
          threads: runtime.threads,
          parameters: plan.layout.weights.reduce((sum, { size }) => sum + size, 0),
          rows: rowsOf(splits),
          classes: splits.classes,
          metrics: logNames(experiment, false).slice(1),
          clock,
        });
      },
      onEpoch: (epoch) => writer!.epoch(epoch),
    });
    const end = await endOf(loaded, splits, evaluator, result);
    const record = await writer!.finish(end);
    return { record, folder: writer!.folder, ...(previous && { previous }) };
  } catch (error) {
    throw await recorded(error, writer);
  } finally {
    await evaluator.release();
  }
}

/** From `initial_weights`, else from the initializers. */
async function startingWeights(loaded: LoadedExperiment, plan: Plan, weights: Weights): Promise<void> {
  const { initial_weights, seed } = loaded.value;
  if (initial_weights === undefined) return initialize(plan.layout, weights.flat, seed);
  const arrays = await located(loaded, () =>
    readNpz(resolve(loaded.folder, initial_weights), 'initial_weights'),
  );
  await located(loaded, () => setWeights(plan.layout, weights.flat, arrays));
}

const watchersOf = ({ value }: LoadedExperiment, splits: Splits) =>
  value.training.callbacks.map((choice) => {
    const { part, options } = pick(callbacks, choice);
    return part.watch(options as never, logNames(value, splits.validation !== undefined));
  });

/** Final metrics by split; those of the training split are the last epoch's. */
async function endOf(
  { value: experiment }: LoadedExperiment,
  splits: Splits,
  evaluator: Evaluator,
  result: TrainResult,
): Promise<RunEnd> {
  if (result.interrupted) return { status: 'interrupted' };
  const fresh = result.restored && splits.validation;
  const validation = fresh ? await evaluator.evaluate(fresh) : result.valLogs;
  const same = splits.validation === splits.test;
  const test = same ? validation : splits.test && (await evaluator.evaluate(splits.test));
  const final = {
    ...(result.logs && { train: result.logs }),
    ...(validation && { validation }),
    ...(test && { test }),
  };
  return {
    status: 'completed',
    final,
    expect: judge(experiment.expect, final),
    ...(result.stopReason !== undefined && { stopReason: result.stopReason }),
  };
}

/** Writes the record of a run that failed; the error then says where it is. */
async function recorded(error: unknown, writer: RecordWriter | undefined): Promise<unknown> {
  if (!writer) return error;
  const exitCode = error instanceof UserError ? error.exitCode : EXIT.bug;
  await writer.finish({ status: 'failed', error: { message: (error as Error).message, exitCode } });
  if (!(error instanceof UserError)) return error;
  const [first, ...others] = error.problems;
  const hint = [first!.hint, `the record is in ${writer.folder}`].filter(Boolean).join('; ');
  return new UserError([{ ...first!, hint }, ...others], error.exitCode, error.cause);
}

function rowsOf(splits: Splits) {
  const { train: rows, validation, test } = splits;
  return {
    train: rowCount(rows),
    ...(validation && { validation: rowCount(validation) }),
    ...(test && { test: rowCount(test) }),
  };
}
