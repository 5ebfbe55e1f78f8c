import type { CommonOptions } from './common.js';
import { addressIn, paddedSize, type Vectors } from './memory.js';

/**
 * What makes gradients smaller that are too large, in place; undefined where no option asks for it. A norm that is
 * small enough leaves the gradient as it is, to the bit.
 *
 * A weight whose rows are looked up has, as in Keras, the norm of all rows of its gradient side by side, before those of
 * equal number are added up, and its numbers have been cut already (Range.rowSums); unless `isWhole`: the gradient is one
 * of several steps, which Keras adds up first.
 */
export function clipOf(
  { clipnorm, clipvalue, global_clipnorm: global }: CommonOptions,
  { size, gradient, ranges, kernels }: Vectors,
  isWhole: boolean,
): (() => void) | undefined {
  const places = ranges.map((range) => ({
    length: paddedSize(range),
    address: addressIn(gradient, range),
    rows: isWhole ? undefined : range.rowSums,
  }));
  const isPlain = places.every(({ rows }) => !rows);
  if (clipvalue !== undefined) {
    if (isPlain) return () => kernels.clamp(size, gradient.address, clipvalue);
    const others = places.filter(({ rows }) => !rows);
    return () => {
      for (const { length, address } of others) kernels.clamp(length, address, clipvalue);
    };
  }
  const squares = ({ length, address, rows }: (typeof places)[number]) =>
    rows ? rows.sums.reduce((sum, value) => sum + value, 0) : kernels.squares(length, address);
  const shorten = (limit: number, norm: number, length: number, address: number) => {
    if (norm > limit) kernels.scale(length, address, limit / norm);
  };
  if (global !== undefined) {
    // Padding is zero: all weights together are the whole vector.
    const all = isPlain
      ? () => kernels.squares(size, gradient.address)
      : () => places.reduce((sum, place) => sum + squares(place), 0);
    return () => shorten(global, Math.sqrt(all()), size, gradient.address);
  }
  if (clipnorm === undefined) return undefined;
  return () => {
    for (const place of places) {
      const norm = Math.sqrt(squares(place));
      shorten(clipnorm, norm, place.length, place.address);
      // What is left is a list of rows still; behind the norm of all weights Keras adds them up.
      if (norm > clipnorm) shrink(place.rows?.sums, (clipnorm / norm) ** 2);
    }
  };
}

function shrink(values: Float32Array | undefined, factor: number): void {
  for (let i = 0; i < (values?.length ?? 0); i++) values![i]! *= factor;
}
