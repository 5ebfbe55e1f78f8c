import type { ValueSchema } from '../experiment/part.js';

/** A factor as Keras takes it: a number, or a list of two. */
export type Factor = number | readonly number[];

type Bounds = Pick<ValueSchema, 'minimum' | 'maximum' | 'exclusiveMinimum'>;

/** Schema of a factor: one number, or the two ends of the range that it is drawn from. */
export function factorOption<const B extends Bounds>(bounds: B, description: string) {
  const number = { type: 'number', ...bounds } as const;
  return {
    anyOf: [number, { type: 'array', items: number, minItems: 2, maxItems: 2 }],
    description,
  } as const;
}

/** The range that a factor spans, in order: a single number reaches to both sides, down to `least`. */
export function rangeOf(factor: Factor, least = -1): readonly [low: number, high: number] {
  if (typeof factor !== 'number') return [Math.min(...factor), Math.max(...factor)];
  const size = Math.abs(factor);
  return [Math.max(-size, least), size];
}

/** A number between the ends of a range, from one in [0, 1). */
export function between([low, high]: readonly [number, number], uniform: number): number {
  return low + (high - low) * uniform;
}
