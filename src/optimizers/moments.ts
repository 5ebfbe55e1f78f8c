/** Options of the optimizers that average gradients and their squares. */
export const decayOf = <const D extends number>(what: string, standard: D) =>
  ({
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: standard,
    description: `Decay of ${what}.`,
  }) as const;

export const epsilon = {
  type: 'number',
  exclusiveMinimum: 0,
  default: 1e-7,
  description: 'Keeps the divisor away from zero.',
} as const;

export const moments = {
  beta_1: decayOf('the first moment', 0.9),
  beta_2: decayOf('the second moment', 0.999),
  epsilon,
} as const;

const { fround } = Math;

/** 1 - beta^step in float32, as Keras computes it: what an average over `step` steps lacks of the whole. */
export function correction(beta: number, step: number): number {
  return fround(1 - fround(fround(beta) ** step));
}
