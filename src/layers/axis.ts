import { formatShape } from '../arrays.js';

/** The option of layers that take several axes together. */
export const axisOption = {
  anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' }, minItems: 1 }],
  default: -1,
  description: 'The axis, or axes, to normalize over; 0 is the batch, -1 the last.',
} as const;

/**
 * An `axis` option, in Keras's counting (0 is the batch, negative from the end), as a positive number.
 * `sample` is the shape of one sample, without the batch. Throws for an axis that is not there, or the batch.
 */
export function axisOf(axis: number, sample: readonly number[]): number {
  const rank = sample.length + 1;
  const positive = axis < 0 ? axis + rank : axis;
  if (positive >= 1 && positive < rank) return positive;
  const found = `axis ${axis} of an input of shape ${formatShape(sample)}`;
  if (positive === 0) throw new Error(`${found} is the batch: axes count from 1, or from the end from -1`);
  throw new Error(
    `${found} is not there: expected ${rank === 1 ? 'an input with axes' : `1 to ${rank - 1} or -1 to ${1 - rank}`}`,
  );
}

/** The axes in ascending order. Throws for one that is not there, or named twice. */
export function axesOf(axis: number | readonly number[], sample: readonly number[]): number[] {
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => axisOf(one, sample));
  if (new Set(axes).size < axes.length) throw new Error(`axis [${axis}] names an axis twice: name each once`);
  return axes.sort((a, b) => a - b);
}
