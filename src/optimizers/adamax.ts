import { learningRate } from './learning-rate.js';
import { correction, decayOf, epsilon } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** keras.optimizers.Adamax (Kingma and Ba, 2014, section 7); the kernel is assembly/adamax.ts. */
export const adamax = defineOptimizer({
  name: 'adamax',
  summary: 'Adam that divides by the largest of recent gradients in place of their root mean square.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      beta_1: decayOf('the first moment', 0.9),
      beta_2: decayOf('the largest gradient', 0.999),
      epsilon,
    },
  },
  slots: () => ['momentum', 'norm'],
  squared: ({ beta_2 }) => ({ slot: 'norm', of: 'absolutes', keep: beta_2 }),
  update({ beta_1, beta_2, epsilon }, { size, parameters, gradient, slots, kernels }, step, learningRate) {
    const [momentum, norm] = slots;
    kernels.adamax(
      size,
      parameters.address,
      gradient.address,
      momentum!.address,
      norm!.address,
      learningRate,
      1 - beta_1,
      beta_2,
      correction(beta_1, step),
      epsilon,
    );
  },
});
