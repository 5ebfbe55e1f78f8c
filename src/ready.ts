import { callbacks } from './callbacks/index.js';
import { weighByClass } from './datasets/class-weight.js';
import { hashRows } from './datasets/hash.js';
import { rowCount, type Splits } from './datasets/prepare.js';
import type { Runtime } from './engines/engine.js';
import { engines } from './engines/index.js';
import type { Sessions } from './engines/sessions.js';
import { logNames } from './experiment/heads.js';
import type { LoadedExperiment } from './experiment/index.js';
import { pick } from './experiment/part.js';
import type { Plan } from './model/plan.js';
import { optimizers } from './optimizers/index.js';
import { planOf, readSplits } from './plan.js';
import { fingerprintOf } from './resume/fingerprint.js';
import { type RunStart, versions } from './runs/index.js';
import type { Fingerprint, Frame } from './training/checkpoint/state.js';
import { sumsLength } from './training/sums.js';
import type { TrainOptions } from './training/train.js';
import { Weights } from './training/weights.js';

/** An experiment with its data read, its model built and its engine loaded: all that training needs but weights. */
export interface Ready {
  readonly loaded: LoadedExperiment;
  readonly splits: Splits;
  readonly plan: Plan;
  readonly optimizer: TrainOptions['optimizer'];
  /** Of zeros, for the optimizer's slots too. */
  readonly weights: Weights;
  readonly runtime: Runtime;
  /** What the record says of what computes, ... */
  readonly computed: Pick<RunStart, 'dataHash' | 'engine' | 'threads' | 'versions'>;
  /** ... and what a run that goes on is compared by. */
  readonly fingerprint: Fingerprint;
  readonly frame: Frame;
}

/** The rows of an experiment, and what tells them from others. */
export interface HashedSplits {
  readonly splits: Splits;
  readonly hash: string;
}

/** @throws UserError for what is wrong with the data, or where the model cannot fit it. */
export async function readHashed(loaded: LoadedExperiment): Promise<HashedSplits> {
  const splits = await readSplits(loaded);
  return { splits, hash: hashRows(splits) };
}

/** What is there already. */
export interface AtHand {
  readonly data?: HashedSplits;
  readonly sessions?: Sessions;
}

/** @throws UserError: exit 2 for what is wrong with the experiment or its data, 4 for its engine. */
export async function makeReady(loaded: LoadedExperiment, atHand: AtHand = {}): Promise<Ready> {
  const { value: experiment } = loaded;
  const { splits: read, hash } = atHand.data ?? (await readHashed(loaded));
  const train = weighByClass(read.train, experiment.training.class_weight, read.classes);
  const splits = train === read.train ? read : { ...read, train };
  const plan = planOf(loaded, splits);
  const optimizer = pick(optimizers, experiment.optimizer);
  const slots = optimizer.part.slots(optimizer.options as never);
  const weights = new Weights(plan.layout, slots.length);
  const engine = pick(engines, experiment.engine);
  const runtime = await engine.part.load(engine.options as never, atHand.sessions);
  const [name, version] = runtime.version.split(' ');
  const computed = {
    dataHash: hash,
    engine: engine.part.name,
    threads: runtime.threads,
    // Of what is loaded, whatever else is installed.
    versions: { ...versions(['@tensorflow/tfjs-core']), [name!]: version! },
  };
  const { dataHash: data, ...rest } = computed;
  return {
    loaded,
    splits,
    plan,
    optimizer,
    weights,
    runtime,
    computed,
    fingerprint: fingerprintOf(experiment, { data, ...rest }),
    frame: { layout: plan.layout, slots, sums: sumsLength(plan) },
  };
}

/** What the record of a run begins with; `more` is what the run itself knows. */
export function startOf(
  { loaded, splits, plan, runtime, computed }: Ready,
  more: Pick<RunStart, 'file' | 'git' | 'clock' | 'initialWeights' | 'parent'>,
): RunStart {
  return {
    experiment: loaded.value,
    text: loaded.text,
    overrides: loaded.overrides,
    experimentHash: loaded.hash,
    ...computed,
    ...(runtime.imageBlock !== undefined && { imageBlock: runtime.imageBlock }),
    parameters: plan.layout.weights.reduce((sum, { size }) => sum + size, 0),
    rows: rowsOf(splits),
    classes: splits.classes,
    metrics: logNames(loaded.value, false).slice(1),
    ...more,
  };
}

/** What watches the epochs of an experiment. */
export function watchersOf({ loaded: { value }, splits }: Ready): TrainOptions['watchers'] {
  return value.training.callbacks.map((choice) => {
    const { part, options } = pick(callbacks, choice);
    return part.watch(options as never, logNames(value, splits.validation !== undefined));
  });
}

function rowsOf({ train, validation, test }: Splits): RunStart['rows'] {
  return {
    train: rowCount(train),
    ...(validation && { validation: rowCount(validation) }),
    ...(test && { test: rowCount(test) }),
  };
}
