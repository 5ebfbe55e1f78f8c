import { learningRate } from './learning-rate.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.Adadelta (Zeiler, 2012); the kernel is assembly/adadelta.ts. */
export const adadelta = defineOptimizer({
  name: 'adadelta',
  summary: 'Gradient descent whose steps adapt to a moving window of gradients and updates.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      rho: { type: 'number', minimum: 0, maximum: 1, default: 0.95, description: 'Decay of the averages.' },
      epsilon: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1e-7,
        description: 'Keeps the divisor away from zero, and the first steps too.',
      },
    },
  },
  slots: () => ['accumulated_grad', 'accumulated_delta_var'],
  squared: ({ rho, epsilon }) => ({
    slot: 'accumulated_grad',
    keep: rho,
    moved: { slot: 'accumulated_delta_var', epsilon },
  }),
  update({ rho, epsilon }, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    const [gradients, updates] = slots;
    kernels.adadelta(
      size,
      parameters.address,
      gradient.address,
      gradients!.address,
      updates!.address,
      learningRate,
      rho,
      1 - rho,
      epsilon,
    );
  },
});
