import { choice } from '../experiment/part.js';
import { between } from './fractions.js';
import { defineSchedule } from './schedule.js';

/**
 * Not in Keras, where CosineDecay alone can warm up: a linear warm-up in front of any schedule, computed as
 * CosineDecay's. The steps of `learning_rate` count from the end of the warm-up.
 */
export const LinearWarmup = defineSchedule({
  name: 'LinearWarmup',
  summary: 'Lets the learning rate rise in a line to the first of another schedule, which then begins.',
  options: {
    type: 'object',
    properties: {
      warmup_steps: { type: 'integer', minimum: 1, description: 'Steps in which it rises.' },
      learning_rate: {
        anyOf: [
          { type: 'number', minimum: 0, description: 'The same for every step after the warm-up.' },
          { ...choice('schedule'), description: 'A schedule, whose steps count from there.' },
        ],
        description: 'What follows: a number, or a schedule. The warm-up ends at its first rate.',
      },
      initial_learning_rate: {
        type: 'number',
        minimum: 0,
        default: 0,
        description: 'At the first step.',
      },
    },
    required: ['warmup_steps', 'learning_rate'],
  },
  misfit({ learning_rate }, misfitOf) {
    const message = misfitOf(learning_rate);
    return message === undefined ? undefined : `learning_rate: ${message}`;
  },
  rate({ warmup_steps, learning_rate, initial_learning_rate }, step, rateOf) {
    if (step >= warmup_steps) return Math.fround(rateOf(learning_rate, step - warmup_steps));
    return between(initial_learning_rate, rateOf(learning_rate, 0), Math.fround(step / warmup_steps));
  },
});
