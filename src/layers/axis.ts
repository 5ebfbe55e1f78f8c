import { formatShape } from '../arrays.js';

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
