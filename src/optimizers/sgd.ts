import { learningRate } from './learning-rate.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.SGD; the kernels are in assembly/sgd.ts. */
export const sgd = defineOptimizer({
  name: 'sgd',
  summary: 'Gradient descent, with momentum if asked for.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.01),
      momentum: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0,
        description: 'Part of the last update that is made again.',
      },
      nesterov: { type: 'boolean', default: false, description: 'Whether to use Nesterov momentum.' },
    },
  },
  slots: ({ momentum }) => (momentum > 0 ? ['momentum'] : []),
  update({ momentum, nesterov }, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    if (!(momentum > 0)) {
      kernels.sgd(size, parameters.address, gradient.address, learningRate);
      return;
    }
    const velocity = slots[0]!;
    const kernel = nesterov ? kernels.sgdNesterov : kernels.sgdMomentum;
    kernel(size, parameters.address, gradient.address, velocity.address, learningRate, momentum);
  },
});
