import { learningRate } from './learning-rate.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.Adam (Kingma and Ba, 2014); the kernel is assembly/adam.ts. */
export const adam = defineOptimizer({
  name: 'adam',
  summary: 'Stochastic gradient descent with adaptive estimates of first and second moments.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      beta_1: {
        type: 'number',
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.9,
        description: 'Decay of the first moment.',
      },
      beta_2: {
        type: 'number',
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.999,
        description: 'Decay of the second moment.',
      },
      epsilon: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1e-7,
        description: 'Keeps the divisor away from zero.',
      },
    },
  },
  slots: () => ['momentum', 'velocity'],
  update({ beta_1, beta_2, epsilon }, { size, parameters, gradient, slots, kernels }, step, learningRate) {
    const alpha = (learningRate * Math.sqrt(1 - beta_2 ** step)) / (1 - beta_1 ** step);
    const [momentum, velocity] = slots;
    kernels.adam(
      size,
      parameters.address,
      gradient.address,
      momentum!.address,
      velocity!.address,
      alpha,
      1 - beta_1,
      1 - beta_2,
      epsilon,
    );
  },
});
