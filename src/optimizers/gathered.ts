import type { RowSums } from '../layers/layer.js';
import type { CommonOptions } from './common.js';
import type { Vectors } from './memory.js';
import type { Moved, Optimizer, Squared } from './optimizer.js';

/** What a step has to put out of a weight whose rows are looked up, for this optimizer. */
export function rowSumsOf({
  part,
  options,
}: {
  readonly part: Optimizer;
  readonly options: object;
}): RowSums {
  const {
    clipnorm,
    clipvalue,
    global_clipnorm,
    gradient_accumulation_steps: every = 1,
  } = options as CommonOptions;
  // A norm is one of squares: absolutes, which a step does not put out then, are taken of the sum of rows, other than in Keras.
  const isNormed = clipnorm !== undefined || global_clipnorm !== undefined;
  const of = isNormed ? 'squares' : (part.squared?.(options as never).of ?? 'squares');
  // Over several steps gradients are added up as they are, and cut then.
  return every === 1 && clipvalue !== undefined ? { of, limit: clipvalue } : { of };
}

/**
 * What Keras squares for a weight whose rows are looked up (Range.rowSums): every row of its gradient by itself, before rows of
 * equal number are added up. Changes the slot beforehand, so that the update, which adds the square of the sum, comes
 * to the sum of squares: slot + (squares - gradient²) · (1 - keep) / keep for an average that keeps `keep` of itself, and
 * without that factor for a plain sum. An average that keeps nothing has no slot to change: it is left as it is.
 * A slot of absolutes becomes so large that the sum of these is what it keeps, which no absolute of a sum is above.
 * Undefined where there is nothing to correct. What it returns is to be called behind the update, where there is something.
 */
export function squaresCorrection(
  part: Optimizer,
  options: object,
  vectors: Vectors,
): (() => (() => void) | undefined) | undefined {
  const squared = part.squared?.(options as never);
  const gathered = gatheredOf(vectors, squared?.of ?? 'squares');
  if (gathered.length === 0 || !squared || squared.keep === 0) return undefined;
  const names = part.slots(options as never);
  const slot = vectors.slots[names.indexOf(squared.slot)]!.data;
  const { data: gradient } = vectors.gradient;
  if (squared.of === 'absolutes') {
    const keep = squared.keep ?? 1;
    return () => {
      for (const { offset, size, sums } of gathered) {
        for (let i = 0; i < size; i++) slot[offset + i] = Math.max(slot[offset + i]!, sums[i]! / keep);
      }
      return undefined;
    };
  }
  const factor = squared.keep === undefined ? 1 : (1 - squared.keep) / squared.keep;
  const moved = squared.moved && movedCorrection(squared, squared.moved, names, gathered, vectors);
  return () => {
    for (const { offset, size, sums } of gathered) {
      for (let i = 0; i < size; i++) {
        const g = gradient[offset + i]!;
        slot[offset + i]! += (sums[i]! - g * g) * factor;
      }
    }
    return moved?.();
  };
}

interface Gathered {
  readonly offset: number;
  readonly size: number;
  readonly sums: Float32Array;
}

const gatheredOf = ({ ranges }: Vectors, of: RowSums['of']): Gathered[] =>
  ranges.flatMap(({ offset, size, rowSums }) =>
    rowSums?.of === of ? [{ offset, size, sums: rowSums.sums }] : [],
  );

/**
 * The same for an average of squared changes, each of which is a row of the gradient times the root of the one average over that
 * of the other. The update needs the average as it was: what is missing is added behind it.
 */
function movedCorrection(
  { slot, keep = 0 }: Squared,
  moved: Moved,
  names: readonly string[],
  gathered: readonly Gathered[],
  { slots, gradient: { data: gradient } }: Vectors,
): () => () => void {
  const [{ data: averages }, { data: changes }] = [slot, moved.slot].map(
    (name) => slots[names.indexOf(name)]!,
  ) as [Vectors['slots'][number], Vectors['slots'][number]];
  const missing = gathered.map(({ size }) => new Float64Array(size));
  const { epsilon } = moved;
  return () => {
    for (const [at, { offset, size, sums }] of gathered.entries()) {
      for (let i = 0; i < size; i++) {
        const g = gradient[offset + i]! ** 2;
        const average = keep * averages[offset + i]! + (1 - keep) * g;
        const ratio = (changes[offset + i]! + epsilon) / (average + epsilon);
        missing[at]![i] = (1 - keep) * ratio * (sums[i]! - g);
      }
    }
    return () => {
      for (const [at, { offset }] of gathered.entries()) {
        for (const [i, more] of missing[at]!.entries()) changes[offset + i]! += more;
      }
    };
  };
}
