import { adamSlots, adamUpdate, amsgrad } from './adam.js';
import { learningRate } from './learning-rate.js';
import { moments } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.AdamW (Loshchilov and Hutter, 2017): adam with another default of `weight_decay`. */
export const adamw = defineOptimizer({
  name: 'adamw',
  summary: 'Adam whose weights decay apart from the gradient.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      weight_decay: {
        type: 'number',
        minimum: 0,
        default: 0.004,
        description: 'Before every update each weight loses this part of itself, times the learning rate.',
      },
      ...moments,
      amsgrad,
    },
  },
  slots: adamSlots,
  squared: ({ beta_2 }) => ({ slot: 'velocity', keep: beta_2 }),
  update: adamUpdate,
});
