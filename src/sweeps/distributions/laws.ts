import { normalCdf, normalQuantile } from '../normal.js';
import type { Law } from './axes.js';

export function uniformLaw(min: number, max: number): Law {
  return {
    // Never past the bounds, whatever rounding does.
    quantile: (p) => Math.min(max, Math.max(min, min + p * (max - min))),
    cdf: (x) => (max === min ? (x < min ? -1 : x > max ? 2 : 0.5) : (x - min) / (max - min)),
  };
}

export function normalLaw(mu: number, sigma: number): Law {
  return {
    quantile: (p) => mu + sigma * normalQuantile(p),
    cdf: (x) => normalCdf((x - mu) / sigma),
  };
}

/** The law of exp(x). */
export function logOf({ quantile, cdf }: Law): Law {
  return { quantile: (p) => Math.exp(quantile(p)), cdf: (x) => (x > 0 ? cdf(Math.log(x)) : Number.NaN) };
}

/** Uniform in the logarithm between two positive numbers, which themselves come back exactly. */
export function logUniformLaw(min: number, max: number): Law {
  const { quantile, cdf } = logOf(uniformLaw(Math.log(min), Math.log(max)));
  return { quantile: (p) => Math.min(max, Math.max(min, quantile(p))), cdf };
}
