import { between } from './fractions.js';
import { initialRate, steps } from './options.js';
import { defineSchedule } from './schedule.js';

const { fround } = Math;

/** keras.optimizers.schedules.PolynomialDecay: (initial - end) * (1 - step / decay_steps) ^ power + end. */
export const PolynomialDecay = defineSchedule({
  name: 'PolynomialDecay',
  summary:
    'Lets the learning rate fall to end_learning_rate in decay_steps steps: in a line, or a power of it.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: initialRate,
      decay_steps: steps('Steps in which it falls to end_learning_rate.'),
      end_learning_rate: {
        type: 'number',
        minimum: 0,
        default: 0.0001,
        description: 'Where it ends, and stays.',
      },
      // A negative one divides by zero at the end.
      power: { type: 'number', minimum: 0, default: 1, description: 'Of the polynomial; 1: a line.' },
      cycle: {
        type: 'boolean',
        default: false,
        description: 'Whether it rises again at the end, to fall over twice, three times as many steps.',
      },
    },
    required: ['initial_learning_rate', 'decay_steps'],
  },
  rate({ initial_learning_rate, decay_steps, end_learning_rate, power, cycle }, step) {
    const at = fround(step);
    const rounds = cycle && at > 0 ? Math.ceil(fround(at / decay_steps)) : 1;
    const span = fround(fround(decay_steps) * rounds);
    const left = fround(1 - fround((cycle ? at : Math.min(at, span)) / span));
    return between(end_learning_rate, initial_learning_rate, fround(left ** fround(power)));
  },
});
