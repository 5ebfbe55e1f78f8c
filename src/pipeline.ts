import { basename, resolve } from 'node:path';
import { callbacks } from './callbacks/index.js';
import { hashRows } from './datasets/hash.js';
import { rowCount, type Splits } from './datasets/prepare.js';
import { endOf, recorded } from './ending.js';
import { engines } from './engines/index.js';
import { type LoadedExperiment, loadExperiment } from './experiment/index.js';
import { pick } from './experiment/part.js';
import { located } from './located.js';
import { logNames } from './model/check.js';
import { optimizers } from './optimizers/index.js';
import { planOf, readSplits } from './plan.js';
import { fingerprintOf } from './resume/fingerprint.js';
import { pickUp } from './resume/pick-up.js';
import { reload } from './resume/reload.js';
import { newestUnfinished } from './resume/unfinished.js';
import {
  type Clock,
  continueRecord,
  createRecord,
  findRun,
  gitState,
  previousRun,
  type RecordWriter,
  type RunRecord,
  type RunStart,
  type StoredRun,
  startClock,
  versions,
} from './runs/index.js';
import { startingWeights } from './starting-weights.js';
import { Checkpoints } from './training/checkpoint/checkpoints.js';
import type { Fingerprint } from './training/checkpoint/state.js';
import { checkpointsOf } from './training/checkpoint/store.js';
import { Evaluator } from './training/evaluate.js';
import type { TrainingListener } from './training/listener.js';
import { sumsLength } from './training/sums.js';
import { type TrainOptions, train } from './training/train.js';
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
  /** Go on with the newest unfinished run of the same experiment and data, if there is one. */
  readonly resume?: boolean;
  /** Hears of checkpoints that were passed over because they are damaged. */
  note?(sentence: string): void;
}

export interface ResumeOptions extends Omit<RunOptions, 'engine' | 'resume'> {
  /** Go on although data, experiment, engine or versions are not as before; the record says so. */
  readonly force?: boolean;
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
  const find = (now: Fingerprint) => newestUnfinished(options.runsDir, now);
  return execute({ loaded, clock, file: resolve(file), ...(options.resume && { find }) }, options);
}

/**
 * Goes on with a run (id, name, `last`, path) from its newest checkpoint that checks out. What it leaves is what the
 * run would have left without an interruption, times apart.
 *
 * @throws UserError as `runExperiment`; exit 2 where the run is finished, or where data, experiment, engine or versions
 *   are not as before; 5 where another process writes to it.
 */
export async function resumeRun(run: string, options: ResumeOptions): Promise<RunResult> {
  const clock = startClock();
  const stored = findRun(options.runsDir, run);
  const loaded = reload(stored, options.overrides ?? []);
  const file = stored.record.file ?? resolve(loaded.file);
  return execute({ loaded, clock, file, find: () => stored }, options);
}

/** What is to be trained. */
interface Job {
  readonly loaded: LoadedExperiment;
  readonly clock: Clock;
  /** The experiment file, absolute. */
  readonly file: string;
  /** The run that is to go on, if there is one. */
  find?(now: Fingerprint): StoredRun | undefined;
}

async function execute({ loaded, clock, file, find }: Job, options: ResumeOptions): Promise<RunResult> {
  const { value: experiment } = loaded;
  const { runsDir, note = () => {} } = options;
  const git = gitState(loaded.folder);
  const splits = await readSplits(loaded);
  const plan = planOf(loaded, splits);
  const optimizer = pick(optimizers, experiment.optimizer);
  const slots = optimizer.part.slots(optimizer.options as never);
  const weights = new Weights(plan.layout, slots.length);
  const engine = pick(engines, experiment.engine);
  const runtime = await engine.part.load(engine.options as never);
  const [name, version] = runtime.version.split(' ');
  const computed = {
    data: hashRows(splits),
    engine: engine.part.name,
    threads: runtime.threads,
    // Of what is loaded, whatever else is installed.
    versions: { ...versions(['@tensorflow/tfjs-core']), [name!]: version! },
  };
  const fingerprint = fingerprintOf(experiment, computed);
  const frame = { layout: plan.layout, slots, sums: sumsLength(plan) };
  const stored = find?.(fingerprint);
  const target = { loaded, fingerprint, frame, force: options.force ?? false, note };
  const resumed = stored && pickUp(stored, target);
  const evaluator = new Evaluator(runtime, plan, weights);
  let writer: RecordWriter | undefined;
  let checkpoints: Checkpoints | undefined;
  try {
    if (!resumed?.from) await startingWeights(loaded, plan, weights, runsDir);
    const previous = previousRun(runsDir, experiment.name, resumed && basename(resumed.continuation.folder));
    const { checkpoint } = experiment.training;
    const work: TrainOptions = {
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
      from: resumed?.from,
      ...(checkpoint && { monitor: splits.validation ? 'val_loss' : 'loss' }),
      // Only now: what is wrong with the experiment, its data or its engine leaves no folder behind.
      onStart: async () => {
        const { data: dataHash, ...rest } = computed;
        const start: RunStart = {
          experiment,
          file,
          text: loaded.text,
          overrides: loaded.overrides,
          experimentHash: loaded.hash,
          dataHash,
          git,
          ...rest,
          ...(runtime.imageBlock !== undefined && { imageBlock: runtime.imageBlock }),
          parameters: plan.layout.weights.reduce((sum, { size }) => sum + size, 0),
          rows: rowsOf(splits),
          classes: splits.classes,
          metrics: logNames(experiment, false).slice(1),
          clock,
        };
        writer = await (resumed ? continueRecord(resumed.continuation, start) : createRecord(runsDir, start));
        if (!checkpoint) return;
        const folder = checkpointsOf(writer.folder);
        const seconds = () => writer!.seconds();
        checkpoints = new Checkpoints({ ...checkpoint, folder, frame, fingerprint, seconds });
      },
      onEpoch: (epoch) => writer!.epoch(epoch),
      onMoment: (kind, step, state) => checkpoints?.offer(kind, step, state),
    };
    const result = await located(loaded, () => train(work));
    const end = await endOf(loaded, splits, evaluator, result, options.signal);
    const record = await writer!.finish(end);
    return { record, folder: writer!.folder, ...(previous && { previous }) };
  } catch (error) {
    throw await recorded(error, writer);
  } finally {
    if (!writer) resumed?.continuation.lock.release();
    await evaluator.release();
  }
}

const watchersOf = ({ value }: LoadedExperiment, splits: Splits) =>
  value.training.callbacks.map((choice) => {
    const { part, options } = pick(callbacks, choice);
    return part.watch(options as never, logNames(value, splits.validation !== undefined));
  });

function rowsOf(splits: Splits) {
  const { train: rows, validation, test } = splits;
  return {
    train: rowCount(rows),
    ...(validation && { validation: rowCount(validation) }),
    ...(test && { test: rowCount(test) }),
  };
}
