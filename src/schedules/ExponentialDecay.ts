import { passed } from './fractions.js';
import { decayRate, initialRate, staircase, steps } from './options.js';
import { defineSchedule } from './schedule.js';

const { fround } = Math;

/** keras.optimizers.schedules.ExponentialDecay: initial_learning_rate * decay_rate ^ (step / decay_steps). */
export const ExponentialDecay = defineSchedule({
  name: 'ExponentialDecay',
  summary: 'Multiplies the learning rate by decay_rate every decay_steps steps.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: initialRate,
      decay_steps: steps('Steps in which it decays by decay_rate.'),
      decay_rate: decayRate('What it is multiplied by.'),
      staircase,
    },
    required: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  },
  rate({ initial_learning_rate, decay_steps, decay_rate, staircase }, step) {
    const fraction = passed(step, decay_steps, staircase);
    return fround(fround(initial_learning_rate) * fround(fround(decay_rate) ** fraction));
  },
});
