import { relative } from 'node:path';
import { removeUnfinished } from '../disk/atomic.js';
import { withIoErrors } from '../disk/io-error.js';
import { lockFolder } from '../disk/lock.js';
import { type Problem, UserError } from '../errors.js';
import { canonicalJson, type LoadedExperiment } from '../experiment/index.js';
import { type Continuation, type RunRecord, readRun, type StoredRun } from '../runs/index.js';
import { DamagedFile, type Stored } from '../training/checkpoint/format.js';
import { notesOf } from '../training/checkpoint/notes.js';
import type { Checkpoint, Fingerprint, Frame, TrainState } from '../training/checkpoint/state.js';
import { checkpointsOf, readNewest } from '../training/checkpoint/store.js';
import { unpack } from '../training/checkpoint/unpack.js';
import { type Difference, differences, differenceText } from './differences.js';
import { fingerprintIn } from './fingerprint.js';

/** What is to go on. */
export interface Target {
  readonly loaded: LoadedExperiment;
  readonly fingerprint: Fingerprint;
  readonly frame: Frame;
  /** Go on in spite of differences. */
  readonly force: boolean;
  /** Hears of checkpoints that were passed over, and of a run that begins anew. */
  note(sentence: string): void;
}

export interface PickedUp {
  /** Where to go on; from the beginning where the run has no checkpoint. */
  readonly from?: TrainState;
  readonly continuation: Continuation;
}

/**
 * Locks the folder of a run and reads the newest checkpoint that checks out. Who gets the result has to release its
 * lock.
 *
 * @throws UserError: exit 2 where the run is finished, or would not be what it was (each key that differs); exit 4 for
 *   the disk; exit 5 where another process writes to it.
 */
export function pickUp({ folder }: StoredRun, target: Target): PickedUp {
  const lock = withIoErrors('lock the run', folder, () => lockFolder(folder));
  try {
    withIoErrors('tidy the run', folder, () => {
      for (const place of [folder, checkpointsOf(folder)]) removeUnfinished(place);
    });
    // Only now: another process may have finished it meanwhile.
    const record = readRun(folder);
    const use = (stored: Stored) => open(stored, record, folder, target);
    const read = readNewest(checkpointsOf(folder), use, (sentence) =>
      target.note(`passed over: ${sentence}`),
    );
    const { checkpoint, forced } = read?.value ?? {
      forced: allowed(fingerprintIn(record), record, folder, target),
    };
    checkEnd(record, checkpoint?.state, folder, target);
    if (!checkpoint) target.note(`${folder} has no checkpoint to go on from: training begins anew`);
    const { epoch = 0, step = 0, history = [] } = checkpoint?.state ?? {};
    const resumption = {
      epoch,
      step,
      checkpoint: read ? relative(folder, read.path) : null,
      overrides: target.loaded.overrides.filter((one) => !record.overrides.includes(one)),
      forced: forced.map(differenceText),
    };
    const seconds = checkpoint?.seconds ?? 0;
    return {
      ...(checkpoint && { from: checkpoint.state }),
      continuation: { folder, record, lock, history, seconds, resumption },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Opened {
  readonly checkpoint?: Checkpoint;
  readonly forced: readonly Difference[];
}

/** A checkpoint, if the run may go on from it. */
function open(stored: Stored, record: RunRecord, folder: string, target: Target): Opened {
  const forced = allowed(notesOf(stored).fingerprint, record, folder, target);
  try {
    const { state, ...rest } = unpack(stored, target.frame);
    return {
      checkpoint: { ...rest, state: withCallbacks(withRate(state, record, target), record, target) },
      forced,
    };
  } catch (error) {
    if (!(error instanceof DamagedFile) || forced.length === 0) throw error;
    const hint = 'start a new run with `initial_weights` instead: it takes the weights of a run alone';
    throw new UserError({ file: folder, message: `cannot go on: its checkpoint ${error.message}`, hint });
  }
}

/** What differs, if that is forced; else it is refused. */
function allowed(
  before: Fingerprint,
  record: RunRecord,
  folder: string,
  target: Target,
): readonly Difference[] {
  const { loaded, fingerprint, force } = target;
  const found = differences(
    { fingerprint: before, experiment: record.experiment },
    { fingerprint, experiment: loaded.value },
  );
  if (found.length === 0 || force) return found;
  const problems = found.map(
    (one): Problem => ({
      file: folder,
      key: one.key,
      message: `the run has ${one.before}, found ${one.now}`,
    }),
  );
  const threads =
    found.every(({ key }) => key !== 'engine') && found.find(({ key }) => key === 'engine threads');
  const again = threads ? `engine={onnx: {threads: ${threads.before}}} trains as before; ` : '';
  const hint = `${again}\`dlx resume ${record.id} --force\` goes on all the same, and its record says so`;
  throw new UserError([...problems.slice(0, -1), { ...problems.at(-1)!, hint }]);
}

/** Callbacks that are not those of before know nothing of the epochs before. */
function withCallbacks(state: TrainState, record: RunRecord, { loaded }: Target): TrainState {
  const [before, now] = [record.experiment, loaded.value].map(({ training }) =>
    canonicalJson(training.callbacks),
  );
  if (before === now) return state;
  const { stopReason: _stopReason, kept: _kept, ...rest } = state;
  return { ...rest, watchers: [] };
}

/** What a callback has made of the learning rate gives way to one that is set anew. */
function withRate(state: TrainState, record: RunRecord, { loaded }: Target): TrainState {
  const [before, now] = [record.experiment, loaded.value].map(({ optimizer }) => canonicalJson(optimizer));
  if (before === now) return state;
  const { learningRate: _learningRate, ...rest } = state;
  return rest;
}

/** Refuses where nothing is left to train. */
function checkEnd(
  record: RunRecord,
  state: TrainState | undefined,
  folder: string,
  { loaded }: Target,
): void {
  const { epochs } = loaded.value.training;
  const fail = (message: string, hint: string) => new UserError({ file: folder, message, hint });
  if (state && state.epoch > epochs) {
    const message = `has trained ${state.epoch} epochs already, found training.epochs ${epochs}`;
    throw fail(message, `training.epochs=${state.epoch + 1} trains further`);
  }
  if (record.status !== 'completed') return;
  if (!state) throw fail('is completed and has no checkpoint to train further from', 'start a new run');
  if (state.stopReason !== undefined) {
    const hint = 'train further without what stops it: training.callbacks=[] --force';
    throw fail(`is completed: training stopped because ${state.stopReason}`, hint);
  }
  if (state.epoch === epochs) {
    const hint = `train further with training.epochs=${2 * epochs}`;
    throw fail(`is completed: all of its ${epochs} epochs are trained`, hint);
  }
}
