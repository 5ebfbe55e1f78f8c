import { learningRate } from './learning-rate.js';
import type { Vectors } from './memory.js';
import { moments } from './moments.js';
import { defineOptimizer } from './optimizer.js';

/** No default: experiments resolve to what they were before there was the option. */
export const amsgrad = {
  type: 'boolean',
  description: 'Whether to divide by the largest second moment so far, not that of now. Default: false.',
} as const;

interface AdamOptions {
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
  readonly amsgrad?: boolean;
}

export function adamSlots({ amsgrad }: AdamOptions): readonly string[] {
  return ['momentum', 'velocity', ...(amsgrad ? ['velocity_hat'] : [])];
}

/** One update by the kernels assembly/adam.ts and assembly/amsgrad.ts. */
export function adamUpdate(
  { beta_1, beta_2, epsilon, amsgrad }: AdamOptions,
  { size, parameters, gradient, slots, kernels }: Vectors,
  step: number,
  learningRate: number,
): void {
  const alpha = (learningRate * Math.sqrt(1 - beta_2 ** step)) / (1 - beta_1 ** step);
  const [p, g] = [parameters.address, gradient.address];
  const [momentum, velocity, largest] = slots;
  const [m, v] = [momentum!.address, velocity!.address];
  if (amsgrad) kernels.amsgrad(size, p, g, m, v, largest!.address, alpha, 1 - beta_1, 1 - beta_2, epsilon);
  else kernels.adam(size, p, g, m, v, alpha, 1 - beta_1, 1 - beta_2, epsilon);
}

/** keras.optimizers.Adam (Kingma and Ba, 2014), with AMSGrad (Reddi and others, 2018). */
export const adam = defineOptimizer({
  name: 'adam',
  summary: 'Stochastic gradient descent with adaptive estimates of first and second moments.',
  options: { type: 'object', properties: { learning_rate: learningRate(0.001), ...moments, amsgrad } },
  slots: adamSlots,
  squared: ({ beta_2 }) => ({ slot: 'velocity', keep: beta_2 }),
  update: adamUpdate,
});
