import { above, between, cosine } from './fractions.js';
import { alpha, initialRate, steps } from './options.js';
import { defineSchedule } from './schedule.js';

const { fround } = Math;

/** keras.optimizers.schedules.CosineDecay (Loshchilov and Hutter, 2016), with its linear warm-up. */
export const CosineDecay = defineSchedule({
  name: 'CosineDecay',
  summary: 'Lets the learning rate fall in half a cosine, after a linear warm-up if warmup_target is given.',
  options: {
    type: 'object',
    properties: {
      initial_learning_rate: initialRate,
      decay_steps: steps('Steps in which it falls, after those of the warm-up.'),
      alpha: alpha('Where it ends: a fraction of warmup_target, or of initial_learning_rate without one.'),
      warmup_target: {
        type: 'number',
        minimum: 0,
        description: 'What it rises to before it falls. Default: there is no warm-up.',
      },
      warmup_steps: { type: 'integer', minimum: 0, default: 0, description: 'Steps in which it rises.' },
    },
    required: ['initial_learning_rate', 'decay_steps'],
  },
  /** Keras passes over warmup_steps then. */
  misfit({ warmup_target, warmup_steps }) {
    if (warmup_steps === 0 || warmup_target !== undefined) return undefined;
    return `found warmup_steps ${warmup_steps} without warmup_target: add the learning rate that the warm-up ends at, or remove warmup_steps`;
  },
  rate({ initial_learning_rate, decay_steps, alpha, warmup_target, warmup_steps }, step) {
    const warmup = warmup_target === undefined ? 0 : fround(warmup_steps);
    const at = Math.min(fround(step), fround(fround(decay_steps) + warmup));
    if (at < warmup) return between(initial_learning_rate, warmup_target!, fround(at / warmup));
    const fraction = fround(fround(at - warmup) / fround(decay_steps));
    return fround(fround(warmup_target ?? initial_learning_rate) * above(alpha, cosine(fraction)));
  },
});
