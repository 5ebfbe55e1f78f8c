import { type Choice, choice, type Options, pick } from '../experiment/part.js';
import { schedules } from '../schedules/index.js';

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

/** The learning rate of a step, as float32; `step` counts from 0, as Keras's `iterations`. */
export function rateAt(options: Options, step: number): number {
  const rate = options.learning_rate as number | Choice;
  if (typeof rate === 'number') return rate;
  const { part, options: settings } = pick(schedules, rate);
  return part.rate(settings as never, step);
}
