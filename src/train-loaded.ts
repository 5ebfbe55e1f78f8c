import { basename } from 'node:path';
import { endOf, recorded } from './ending.js';
import type { Sessions } from './engines/sessions.js';
import type { CheckpointOptions, LoadedExperiment } from './experiment/index.js';
import { located } from './located.js';
import { type HashedSplits, makeReady, readHashed, startOf, watchersOf } from './ready.js';
import { fromBeginning } from './resume/beginning.js';
import { otherCpu } from './resume/other-cpu.js';
import { pickUp } from './resume/pick-up.js';
import type { ResumeOptions, RunResult } from './run-options.js';
import {
  type Clock,
  continueRecord,
  createRecord,
  environment,
  type Git,
  gitState,
  type Observer,
  previousRun,
  type RecordWriter,
  type StoredRun,
} from './runs/index.js';
import { startingWeights } from './starting-weights.js';
import { Checkpoints } from './training/checkpoint/checkpoints.js';
import type { Fingerprint } from './training/checkpoint/state.js';
import { checkpointsOf } from './training/checkpoint/store.js';
import { Evaluator } from './training/evaluate.js';
import { type TrainOptions, train } from './training/train.js';

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
    const initialWeights = resumed?.from
      ? undefined
      : await startingWeights(loaded, plan, weights, runsDir, splits.train.x);
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
