import { learningRate } from './learning-rate.js';
import { decayOf } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.Lion (Chen and others, 2023); the kernel is assembly/lion.ts. */
export const lion = defineOptimizer({
  name: 'lion',
  summary: 'Steps of one size, whose direction is the sign of an average of gradients.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      beta_1: {
        type: 'number',
        exclusiveMinimum: 0,
        maximum: 1,
        default: 0.9,
        description: 'Part of the average in what decides the direction; the gradient is the rest.',
      },
      beta_2: decayOf('the average', 0.99),
    },
  },
  slots: () => ['momentum'],
  update({ beta_1, beta_2 }, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    const [momentum] = slots;
    kernels.lion(
      size,
      parameters.address,
      gradient.address,
      momentum!.address,
      learningRate,
      beta_1,
      1 - beta_1,
      beta_2,
      1 - beta_2,
    );
  },
});
