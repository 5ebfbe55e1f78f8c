import { above, cosine, passed } from './fractions.js';
import { alpha, initialRate, steps } from './options.js';
import { defineSchedule } from './schedule.js';

const { fround } = Math;

/** keras.optimizers.schedules.CosineDecayRestarts: SGDR (Loshchilov and Hutter, 2016). */
export const CosineDecayRestarts = defineSchedule({
  name: 'CosineDecayRestarts',
  summary: 'Lets the learning rate fall in half a cosine, and starts again, each time for longer.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: initialRate,
      first_decay_steps: steps('Steps of the first fall.'),
      // Below 1 all falls together have an end, behind which Keras computes NaN.
      t_mul: { type: 'number', minimum: 1, default: 2, description: 'How much longer every fall is.' },
      m_mul: {
        type: 'number',
        minimum: 0,
        default: 1,
        description: 'What the start of every fall is multiplied by.',
      },
      alpha: alpha('Where falls end, as a fraction of initial_learning_rate.'),
    },
    required: ['initial_learning_rate', 'first_decay_steps'],
  },
  rate({ initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha }, step) {
    const fraction = passed(step, first_decay_steps, false);
    const times = fround(t_mul);
    const { restarts, within } =
      times === 1
        ? { restarts: Math.floor(fraction), within: fround(fraction - Math.floor(fraction)) }
        : geometric(fraction, times);
    const share = cosine(within, fround(fround(m_mul) ** restarts));
    return fround(fround(initial_learning_rate) * above(alpha, share));
  },
});

/** How many falls are over, each `times` as long as the one before, and how far the one that goes on is. */
function geometric(fraction: number, times: number): { restarts: number; within: number } {
  const grown = fround(1 - fround(fraction * fround(1 - times)));
  const restarts = Math.floor(fround(fround(Math.log(grown)) / fround(Math.log(times))));
  const length = fround(times ** restarts);
  const over = fround(fround(1 - length) / fround(1 - times));
  return { restarts, within: fround(fround(fraction - over) / length) };
}
