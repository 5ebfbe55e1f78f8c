import { passed } from './fractions.js';
import { decayRate, initialRate, staircase, steps } from './options.js';
import { defineSchedule } from './schedule.js';

const { fround } = Math;

/** keras.optimizers.schedules.InverseTimeDecay: initial_learning_rate / (1 + decay_rate * step / decay_steps). */
export const InverseTimeDecay = defineSchedule({
  name: 'InverseTimeDecay',
  summary: 'Divides the learning rate by a number that grows by decay_rate every decay_steps steps.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: initialRate,
      decay_steps: steps('Steps in which the divisor grows by decay_rate.'),
      decay_rate: decayRate('What the divisor, 1 at first, grows by.'),
      staircase,
    },
    required: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  },
  rate({ initial_learning_rate, decay_steps, decay_rate, staircase }, step) {
    const fraction = passed(step, decay_steps, staircase);
    const divisor = fround(1 + fround(fround(decay_rate) * fraction));
    return fround(fround(initial_learning_rate) / divisor);
  },
});
