import { learningRate } from './learning-rate.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.RMSprop (Hinton, 2012); the kernels are in assembly/rmsprop.ts. */
export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  summary: 'Gradient descent divided by a moving average of the size of recent gradients.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      rho: { type: 'number', minimum: 0, maximum: 1, default: 0.9, description: 'Decay of the averages.' },
      momentum: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0,
        description: 'Part of the last update that is made again.',
      },
      epsilon: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1e-7,
        description: 'Keeps the divisor away from zero.',
      },
      centered: {
        type: 'boolean',
        default: false,
        description: 'Whether to divide by the variance of gradients in place of their mean square.',
      },
    },
  },
  slots: ({ momentum, centered }) => [
    'velocity',
    ...(momentum > 0 ? ['momentum'] : []),
    ...(centered ? ['average_gradient'] : []),
  ],
  squared: ({ rho }) => ({ slot: 'velocity', keep: rho }),
  update(options, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    const { rho, momentum, epsilon, centered } = options;
    const [p, g, velocity] = [parameters.address, gradient.address, slots[0]!.address] as const;
    const inertia = momentum > 0 ? slots[1]!.address : 0;
    const laws = [learningRate, rho, 1 - rho, epsilon] as const;
    if (centered) {
      const mean = slots[momentum > 0 ? 2 : 1]!.address;
      kernels.rmspropCentered(size, p, g, velocity, mean, inertia, ...laws, momentum);
    } else if (momentum > 0) kernels.rmspropMomentum(size, p, g, velocity, inertia, ...laws, momentum);
    else kernels.rmsprop(size, p, g, velocity, ...laws);
  },
});
