import type { Vectors } from './memory.js';
import type { Optimizer } from './optimizer.js';

/**
 * What Keras squares for a weight whose rows are looked up (Range.squares): every row of its gradient by itself, before rows of
 * equal number are added up. Changes the slot beforehand, so that the update, which adds the square of the sum, comes
 * to the sum of squares: slot + (squares - gradient²) · (1 - keep) / keep for an average that keeps `keep` of itself, and
 * without that factor for a plain sum. An average that keeps nothing has no slot to change: it is left as it is.
 * Undefined where there is nothing to correct.
 */
export function squaresCorrection(
  part: Optimizer,
  options: object,
  vectors: Vectors,
): (() => void) | undefined {
  const gathered = vectors.ranges.filter(({ squares }) => squares);
  const squared = part.squared?.(options as never);
  if (gathered.length === 0 || !squared || squared.keep === 0) return undefined;
  const slot = vectors.slots[part.slots(options as never).indexOf(squared.slot)]!.data;
  const { data: gradient } = vectors.gradient;
  const factor = squared.keep === undefined ? 1 : (1 - squared.keep) / squared.keep;
  return () => {
    for (const { offset, size, squares } of gathered) {
      for (let i = 0; i < size; i++) {
        const g = gradient[offset + i]!;
        slot[offset + i]! += (squares![i]! - g * g) * factor;
      }
    }
  };
}
