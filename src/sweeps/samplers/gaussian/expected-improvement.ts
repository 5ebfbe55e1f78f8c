import { normalCdf } from '../../normal.js';

/** From here down, φ(z) + z Φ(z) is too small for a number. */
const FAR = -25;

/**
 * Logarithm of φ(z) + z Φ(z) and its derivative: what an observation of a standard normal variable is expected to exceed
 * -z by. Taken as a logarithm, it has a slope where the number itself is zero (S. Ament et al., "Unexpected improvements
 * to expected improvement for Bayesian optimization", NeurIPS 2023).
 */
export function logImprovement(z: number): { readonly value: number; readonly slope: number } {
  const logDensity = (-z * z) / 2 - Math.log(2 * Math.PI) / 2;
  // The first terms of the expansion of the tail.
  if (z < FAR) return { value: logDensity - 2 * Math.log(-z) - 3 / z ** 2, slope: -z - 2 / z };
  const below = normalCdf(z);
  const whole = Math.exp(logDensity) + z * below;
  return { value: Math.log(whole), slope: below / whole };
}
