import { learningRate } from './learning-rate.js';
import { addressIn, paddedSize } from './memory.js';
import { correction, moments } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/**
 * keras.optimizers.Lamb (You and others, 2019); the kernel is assembly/lamb.ts. Each weight moves by a part of its
 * norm that the learning rate says.
 */
export const lamb = defineOptimizer({
  name: 'lamb',
  summary: 'Adam whose steps are in proportion to the norm of each weight: for large batches.',
  options: { type: 'object', properties: { learning_rate: learningRate(0.001), ...moments } },
  slots: () => ['momentum', 'velocity'],
  squared: ({ beta_2 }) => ({ slot: 'velocity', keep: beta_2 }),
  update({ beta_1, beta_2, epsilon }, vectors, step, learningRate) {
    const { size, parameters, gradient, slots, ranges, kernels } = vectors;
    const [momentum, velocity] = slots;
    kernels.lamb(
      size,
      gradient.address,
      momentum!.address,
      velocity!.address,
      1 - beta_1,
      1 - beta_2,
      correction(beta_1, step),
      correction(beta_2, step),
      epsilon,
    );
    for (const range of ranges) {
      const [length, p, g] = [paddedSize(range), addressIn(parameters, range), addressIn(gradient, range)];
      const norms = [Math.sqrt(kernels.squares(length, p)), Math.sqrt(kernels.squares(length, g))] as const;
      const ratio = norms[0] > 0 && norms[1] > 0 ? norms[0] / norms[1] : 1;
      kernels.sgd(length, p, g, ratio * learningRate);
    }
  },
});
