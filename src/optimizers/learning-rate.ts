import { type Choice, choice, chosen, type Options, pick } from '../experiment/part.js';
import { schedules } from '../schedules/index.js';
import type { MisfitOf, RateOf } from '../schedules/schedule.js';

/** The option of every optimizer: a number, or a schedule. */
export const learningRate = <const D extends number>(standard: D) =>
  ({
    anyOf: [
      { type: 'number', minimum: 0, description: 'The same for every step.' },
      { ...choice('schedule'), description: 'A schedule: `CosineDecay: {...}`.' },
    ],
    default: standard,
    description: 'Size of a step: a number, or a schedule.',
  }) as const;

/** The learning rate of a step, as float32 where it is of a schedule; `step` counts from 0, as Keras's `iterations`. */
export function rateAt(options: Options, step: number): number {
  return rateOf(options.learning_rate as number | Choice, step);
}

const rateOf: RateOf = (rate, step) => {
  if (typeof rate === 'number') return rate;
  const { part, options } = pick(schedules, rate);
  return part.rate(options as never, step, rateOf);
};

/** The name of the schedule of an optimizer; undefined where its rate is a number. */
export function scheduleName({ learning_rate: rate }: Options): string | undefined {
  return typeof rate === 'number' || rate === undefined ? undefined : chosen(rate as Choice).name;
}

/** Why the schedule of an optimizer cannot be, if it has one; undefined where all is well. */
export function rateMisfit(options: Options): string | undefined {
  return misfitOf(options.learning_rate as number | Choice);
}

const misfitOf: MisfitOf = (rate) => {
  if (typeof rate === 'number') return undefined;
  const { part, options } = pick(schedules, rate);
  return part.misfit?.(options as never, misfitOf);
};
