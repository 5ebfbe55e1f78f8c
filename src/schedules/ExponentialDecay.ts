import { defineSchedule } from './schedule.js';

/** keras.optimizers.schedules.ExponentialDecay: initial_learning_rate * decay_rate ^ (step / decay_steps). */
export const ExponentialDecay = defineSchedule({
  name: 'ExponentialDecay',
  summary: 'Multiplies the learning rate by decay_rate every decay_steps steps.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: { type: 'number', minimum: 0, description: 'At the first step.' },
      decay_steps: { type: 'integer', minimum: 1, description: 'Steps in which it decays by decay_rate.' },
      decay_rate: { type: 'number', minimum: 0, description: 'What it is multiplied by.' },
      staircase: { type: 'boolean', default: false, description: 'Whether it falls in steps.' },
    },
    required: ['initial_learning_rate', 'decay_steps', 'decay_rate'],
  },
  rate({ initial_learning_rate, decay_steps, decay_rate, staircase }, step) {
    const passed = step / decay_steps;
    return initial_learning_rate * decay_rate ** (staircase ? Math.floor(passed) : passed);
  },
});
