import { learningRate } from './learning-rate.js';
import { epsilon } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** Option of the optimizers that sum up squares of gradients. */
export const initialAccumulator = {
  type: 'number',
  minimum: 0,
  default: 0.1,
  description: 'What the sums of squared gradients begin with.',
} as const;

/** keras.optimizers.Adagrad (Duchi and others, 2011); the kernel is assembly/adagrad.ts. */
export const adagrad = defineOptimizer({
  name: 'adagrad',
  summary: 'Gradient descent whose steps get smaller for weights that have had large gradients.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      initial_accumulator_value: initialAccumulator,
      epsilon,
    },
  },
  slots: () => ['accumulator'],
  initial: ({ initial_accumulator_value: accumulator }) => ({ accumulator }),
  squared: () => ({ slot: 'accumulator' }),
  update({ epsilon }, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    const [accumulator] = slots;
    kernels.adagrad(size, parameters.address, gradient.address, accumulator!.address, learningRate, epsilon);
  },
});
