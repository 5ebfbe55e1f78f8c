import { basename, resolve } from 'node:path';
import { endOf, recorded } from './ending.js';
import type { Sessions } from './engines/sessions.js';
import { type CheckpointOptions, type LoadedExperiment, loadExperiment } from './experiment/index.js';
import { located } from './located.js';
import { type HashedSplits, makeReady, readHashed, startOf, watchersOf } from './ready.js';
import { fromBeginning } from './resume/beginning.js';
import { otherCpu } from './resume/other-cpu.js';
import { pickUp } from './resume/pick-up.js';
import { reload } from './resume/reload.js';
import { newestUnfinished } from './resume/unfinished.js';
import {
  type Clock,
  continueRecord,
  createRecord,
  environment,
  findRun,
  type Git,
  gitState,
  type Observer,
  previousRun,
  type RecordWriter,
  type RunRecord,
  type StoredRun,
  startClock,
} from './runs/index.js';
import { startingWeights } from './starting-weights.js';
import { Checkpoints } from './training/checkpoint/checkpoints.js';
import type { Fingerprint } from './training/checkpoint/state.js';
import { checkpointsOf } from './training/checkpoint/store.js';
import { Evaluator } from './training/evaluate.js';
import type { TrainingListener } from './training/listener.js';
import { type TrainOptions, train } from './training/train.js';

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
  /** Called when training starts: id of the repeat, or sweep, that the run is a part of. */
  parent?(): string;
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
  return trainLoaded({ loaded, clock, file: resolve(file), ...(options.resume && { find }) }, options);
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
  return trainLoaded({ loaded, clock, file, find: () => stored }, options);
}

/**
 * Trains a run anew, from the experiment in its folder and with a record of its own below `runsDir`.
 *
 * @throws UserError as `runExperiment`.
 */
export async function replayRun(
  stored: StoredRun,
  options: Omit<RunOptions, 'engine' | 'resume'> & { readonly observer: Observer },
): Promise<RunResult> {
  const clock = startClock();
  const loaded = reload(stored, options.overrides ?? []);
  const file = stored.record.file ?? resolve(loaded.file);
  return trainLoaded({ loaded, clock, file, observer: options.observer }, options);
}

/** What a job is made of beside its experiment. */
export interface Sources {
  data(loaded: LoadedExperiment): Promise<HashedSplits>;
  git(folder: string): Promise<Git>;
  readonly sessions?: Sessions;
}

const fresh: Sources = { data: readHashed, git: gitState };

/** What is to be trained. */
export interface Job extends Pick<TrainOptions, 'afterEpoch'> {
  readonly loaded: LoadedExperiment;
  readonly clock: Clock;
  /** The experiment file, absolute. */
  readonly file: string;
  /** The run that is to go on, if there is one. */
  find?(now: Fingerprint): StoredRun | undefined;
  readonly observer?: Observer;
  /** Where data and the state of the code come from. Default: they are read anew. */
  readonly sources?: Sources;
  /** Checkpoints that are written though the experiment wants none. */
  readonly checkpoint?: CheckpointOptions;
}

/**
 * The part of the chain behind the file: trains an experiment that is loaded.
 *
 * @throws UserError as `runExperiment` and `resumeRun`.
 */
export async function trainLoaded(job: Job, options: ResumeOptions): Promise<RunResult> {
  const { loaded, clock, file, find, observer, sources = fresh } = job;
  const { value: experiment } = loaded;
  const { runsDir, note = () => {}, force = false, listener, signal } = options;
  const git = sources.git(loaded.folder);
  const data = await sources.data(loaded);
  const ready = await makeReady(loaded, { ...sources, data });
  const { splits, plan, weights, runtime, fingerprint, frame } = ready;
  const stored = find?.(fingerprint);
  const resumed = stored && pickUp(stored, { loaded, fingerprint, frame, force, note });
  const elsewhere =
    stored && otherCpu(stored.record, { ...environment(), image_block: runtime.imageBlock ?? null });
  if (elsewhere !== undefined) note(elsewhere);
  const evaluator = new Evaluator(runtime, plan, weights);
  let writer: RecordWriter | undefined;
  let checkpoints: Checkpoints | undefined;
  try {
    const initialWeights = resumed?.from ? undefined : await startingWeights(loaded, plan, weights, runsDir);
    const continuation = resumed?.from
      ? resumed.continuation
      : resumed && fromBeginning(resumed.continuation, initialWeights, force);
    // Nobody compares a part of something with the run before it, and there may be thousands to look through.
    const previous = options.parent
      ? undefined
      : previousRun(runsDir, experiment.name, stored && basename(stored.folder));
    const { training, seed } = experiment;
    const checkpoint = training.checkpoint || job.checkpoint;
    const work: TrainOptions = {
      plan,
      runtime,
      weights,
      evaluator,
      optimizer: ready.optimizer,
      training,
      seed,
      train: splits.train,
      validation: splits.validation,
      watchers: watchersOf(ready),
      listener,
      signal,
      from: resumed?.from,
      ...(checkpoint && { monitor: splits.validation ? 'val_loss' : 'loss' }),
      // Only now: what is wrong with the experiment, its data or its engine leaves no folder behind.
      onStart: async () => {
        const parent = options.parent?.();
        const start = startOf(ready, { file, git, clock, initialWeights, parent });
        observer?.started(start);
        writer = await (continuation ? continueRecord(continuation, start) : createRecord(runsDir, start));
        const { folder } = writer;
        const seconds = () => writer!.seconds();
        if (checkpoint) {
          const where = { folder: checkpointsOf(folder), frame, fingerprint, seconds };
          checkpoints = new Checkpoints({ ...checkpoint, ...where });
        }
        return folder;
      },
      onEpoch: (epoch) => {
        observer?.epoch(epoch);
        writer!.epoch(epoch);
      },
      onMoment: (kind, step, state) => checkpoints?.offer(kind, step, state),
      afterEpoch: job.afterEpoch,
    };
    const result = await located(loaded, () => train(work));
    const end = await endOf(loaded, splits, evaluator, result, signal);
    const record = await writer!.finish(end);
    if (end.final) listener.evaluated?.({ final: end.final });
    return { record, folder: writer!.folder, ...(previous && { previous }) };
  } catch (error) {
    throw await recorded(error, writer);
  } finally {
    if (!writer) resumed?.continuation.lock.release();
    await evaluator.release();
  }
}
