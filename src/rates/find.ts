import { batchRows } from '../datasets/batches.js';
import { rowCount } from '../datasets/prepare.js';
import { EXIT, UserError } from '../errors.js';
import { loadExperiment } from '../experiment/index.js';
import { type Choice, chosen } from '../experiment/part.js';
import { located } from '../located.js';
import { makeReady } from '../ready.js';
import { startingWeights } from '../starting-weights.js';
import { Evaluator } from '../training/evaluate.js';
import { type BatchEvent, silent } from '../training/listener.js';
import { type TrainOptions, train } from '../training/train.js';
import type { FindOptions, Found } from './found.js';
import { Smoother } from './smooth.js';
import { suggest } from './suggest.js';

/**
 * Trains with learning rates that rise exponentially, a new one every step, and says at which the loss falls fastest
 * (Smith 2017, "Cyclical Learning Rates for Training Neural Networks"). Everything else is as `dlx run` would have it,
 * but that no callback takes part, and nothing is written.
 *
 * @throws UserError as `runExperiment` before training; exit 2 for rates that do not rise.
 */
export async function findRate(file: string, options: FindOptions): Promise<Found> {
  const { overrides = [], from, to, steps, runsDir, signal } = options;
  checkOptions(options);
  const loaded = await loadExperiment(file, overrides);
  const { value: experiment } = loaded;
  const ready = await makeReady(loaded);
  const { plan, splits, weights, runtime, optimizer } = ready;
  const evaluator = new Evaluator(runtime, plan, weights);
  const smoother = new Smoother();
  const done = new AbortController();
  const rateOf = (step: number) => from * (to / from) ** (step / (steps - 1));
  const losses = new StepLosses();
  let step = 0;
  const batch = (event: BatchEvent) => {
    const goesOn = smoother.add({ rate: rateOf(step), loss: losses.of(event) });
    if (!goesOn || ++step === steps) done.abort();
  };
  const rows = rowCount(splits.train);
  const stepsPerEpoch = Math.ceil(rows / batchRows(experiment.training.batch_size, rows));
  const ramp = {
    initial_learning_rate: from,
    decay_steps: steps - 1,
    decay_rate: to / from,
    staircase: false,
  };
  const rising = { ...optimizer.options, learning_rate: { ExponentialDecay: ramp } };
  const work: TrainOptions = {
    plan,
    runtime,
    weights,
    evaluator,
    optimizer: { part: optimizer.part, options: rising },
    training: {
      ...experiment.training,
      epochs: Math.ceil(steps / stepsPerEpoch),
      callbacks: [],
      on_nan: 'stop',
    },
    seed: experiment.seed,
    train: splits.train,
    watchers: [],
    listener: { ...silent, batch },
    signal: signal ? AbortSignal.any([signal, done.signal]) : done.signal,
    onStart: async () => '',
    onEpoch: () => {},
  };
  try {
    await startingWeights(loaded, plan, weights, runsDir, splits.train.x);
    await located(loaded, () => train(work));
  } catch (error) {
    // With rates like these a loss that is not finite is what one waits for, and no failure.
    if (!(error instanceof UserError) || error.exitCode !== EXIT.training) throw error;
    smoother.diverge();
  } finally {
    await evaluator.release();
  }
  signal?.throwIfAborted();
  const course = smoother.course();
  const suggestions = suggest(course, steps);
  return {
    name: experiment.name,
    key: keyOf(experiment.optimizer),
    ...course,
    ...(suggestions && { suggestions }),
  };
}

/** The loss of each step, from the averages that an epoch shows. */
class StepLosses {
  private samples = 0;
  private total = 0;

  of(event: BatchEvent): number {
    // A new epoch begins anew.
    if (event.samples <= this.samples) [this.samples, this.total] = [0, 0];
    const size = event.samples - this.samples;
    const total = event.logs().loss! * event.samples;
    const loss = (total - this.total) / size;
    [this.samples, this.total] = [event.samples, total];
    return loss;
  }
}

/** Of a schedule, the rate that it falls from, where that is one of its options. */
function keyOf(optimizer: Choice): string {
  const { name, options } = chosen(optimizer);
  return below(`optimizer.${name}.learning_rate`, options.learning_rate as number | Choice);
}

function below(key: string, rate: number | Choice): string {
  if (typeof rate === 'number') return key;
  const { name, options } = chosen(rate);
  if (options.learning_rate !== undefined)
    return below(`${key}.${name}.learning_rate`, options.learning_rate as number | Choice);
  const option = ['warmup_target', 'initial_learning_rate'].find((one) => options[one] !== undefined);
  return option === undefined ? key : `${key}.${name}.${option}`;
}

const FEWEST_STEPS = 20;
/** What a float32 can be, with room for what an optimizer makes of it. */
const [SMALLEST, LARGEST] = [1e-30, 1e6];

function checkOptions({ from, to, steps }: FindOptions): void {
  const fail = (message: string, hint: string) => new UserError({ message, hint });
  if (!(from >= SMALLEST && to <= LARGEST && from < to)) {
    const expected = `expected ${SMALLEST} <= from < to <= ${LARGEST}`;
    throw fail(`found rates from ${from} to ${to}, ${expected}`, 'write --from 1e-7 --to 10');
  }
  if (!Number.isSafeInteger(steps) || steps < FEWEST_STEPS) {
    throw fail(`found ${steps} steps, expected ${FEWEST_STEPS} or more`, 'write --steps 100');
  }
}
