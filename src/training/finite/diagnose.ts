import type { UserError } from '../../errors.js';
import { diagnosisStep, type Origin, originOf } from '../../model/diagnosis.js';
import { BatchProgram } from '../batch-program.js';
import { isFiniteAll } from '../checkpoint/copies.js';
import type { Feed } from '../feed.js';
import type { TrainOptions } from '../options.js';
import { type FaultyStep, notFinite } from './not-finite.js';

/**
 * The error that a step ends training with. Where loss or gradient are not finite the step is run again, with every
 * layer looked at, on the batch that still lies in the feed: `size` rows.
 */
export async function explained(
  faulty: Omit<FaultyStep, 'origin' | 'layers'>,
  options: TrainOptions,
  feed: Feed,
  size: number,
): Promise<UserError> {
  const { layers } = options.plan.model;
  const { kind } = faulty.fault;
  if (kind !== 'loss' && kind !== 'gradient') return notFinite({ ...faulty, layers });
  // Whatever keeps it from being found, a missing layer in the message is better than another error.
  const origin = await diagnose(options, feed, size, faulty.step - 1).catch(() => undefined);
  return notFinite({
    ...faulty,
    layers,
    origin: origin ?? (kind === 'gradient' ? lastBroken(options) : undefined),
  });
}

/**
 * Runs a step with the random numbers and weights of before and finds where its numbers stop being finite. Undefined
 * where it does not show again: rounding differs, and it was on the edge.
 *
 * @param step counted from 0, as random inputs are keyed.
 */
async function diagnose(
  { plan, runtime, weights, seed }: TrainOptions,
  feed: Feed,
  size: number,
  step: number,
): Promise<Origin | undefined> {
  const traced = diagnosisStep(plan, size);
  const program = await BatchProgram.compile(runtime, plan, size, 'diagnose', traced, weights, feed);
  try {
    await program.again(seed, step);
    const { outputs } = program;
    return originOf(plan.model, (name) => outputs.get(name)?.[0] as number | undefined);
  } finally {
    await program.release();
  }
}

/** The last layer that has a weight whose gradient is not finite, from the step itself. */
function lastBroken({ plan, weights }: TrainOptions): Origin | undefined {
  const broken = weights.layout.weights.findLast(
    (weight) => weight.trained && !isFiniteAll(weights.gradient(weight)),
  );
  const layer = plan.model.layers.find(({ name }) => name === broken?.layer);
  return layer && { kind: 'gradient', layer };
}
