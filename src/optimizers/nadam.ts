import { learningRate } from './learning-rate.js';
import { correction, moments } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** The momentum of a step: rises from half of beta_1 towards all of it. */
const momentumOf = (beta: number, step: number) => beta * (1 - 0.5 * 0.96 ** step);

/**
 * The product of all momentums up to a step. Made anew for every step, so that it needs no state; where it is too
 * small to be seen beside 1 the rest is left out.
 */
function product(beta: number, step: number): number {
  let all = 1;
  for (let at = 1; at <= step && all > 1e-17; at++) all *= momentumOf(beta, at);
  return all;
}

/** keras.optimizers.Nadam (Dozat, 2015): Adam with Nesterov momentum; the kernel is assembly/nadam.ts. */
export const nadam = defineOptimizer({
  name: 'nadam',
  summary: 'Adam with Nesterov momentum.',
  options: { type: 'object', properties: { learning_rate: learningRate(0.001), ...moments } },
  slots: () => ['momentum', 'velocity'],
  squared: ({ beta_2 }) => ({ slot: 'velocity', keep: beta_2 }),
  update({ beta_1, beta_2, epsilon }, { size, parameters, gradient, slots, kernels }, step, learningRate) {
    const [momentum, velocity] = slots;
    const [now, next] = [momentumOf(beta_1, step), momentumOf(beta_1, step + 1)];
    const soFar = product(beta_1, step);
    kernels.nadam(
      size,
      parameters.address,
      gradient.address,
      momentum!.address,
      velocity!.address,
      learningRate,
      1 - beta_1,
      1 - beta_2,
      next,
      1 - soFar * next,
      1 - now,
      1 - soFar,
      correction(beta_2, step),
      epsilon,
    );
  },
});
