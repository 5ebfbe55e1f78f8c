import { axisOf } from '../arrays.js';

/** The option of layers that take several axes together. */
export const axisOption = {
  anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 1 }],
  default: -1,
  description: 'The axis, or axes, to normalize over; 0 is the batch, -1 the last.',
} as const;

/** The axes in ascending order. Throws for one that is not there, or named twice. */
export function axesOf(axis: number | readonly number[], sample: readonly number[]): number[] {
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => axisOf(one, sample));
  if (new Set(axes).size < axes.length) throw new Error(`axis [${axis}] names an axis twice: name each once`);
  return axes.sort((a, b) => a - b);
}
