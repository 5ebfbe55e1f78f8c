import type { Ops, Tensor } from '../tf.js';

/** The options of both focal cross-entropies; `alpha` stands in each with its own words. */
export const GAMMA = {
  type: 'number',
  minimum: 0,
  default: 2,
  description: 'Exponent of what is missing from a right answer: how little easy rows count.',
} as const;

/** x to the power of gamma, for x of at least 0. Where the exponent is whole, without the power's slower gradient. */
export function power(x: Tensor, gamma: number, tf: Ops): Tensor {
  if (gamma === 1) return x;
  return gamma === 2 ? tf.square(x) : tf.pow(x, tf.scalar(gamma));
}
