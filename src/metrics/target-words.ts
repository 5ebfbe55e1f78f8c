import { formatShape } from '../arrays.js';

/** What was found as a target, of this shape for each row, in messages of metrics that expect several numbers of it. */
export const targetWords = (shape: readonly number[]): string =>
  shape.length === 0 ? 'a class number as target' : `target ${formatShape(shape)}`;
