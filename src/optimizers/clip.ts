import type { CommonOptions } from './common.js';
import { addressIn, paddedSize, type Vectors } from './memory.js';

/**
 * What makes gradients smaller that are too large, in place; undefined where no option asks for it. A norm that is
 * small enough leaves the gradient as it is, to the bit.
 */
export function clipOf(
  { clipnorm, clipvalue, global_clipnorm: global }: CommonOptions,
  { size, gradient, ranges, kernels }: Vectors,
): (() => void) | undefined {
  if (clipvalue !== undefined) return () => kernels.clamp(size, gradient.address, clipvalue);
  const shorten = (limit: number, length: number, address: number) => {
    const norm = Math.sqrt(kernels.squares(length, address));
    if (norm > limit) kernels.scale(length, address, limit / norm);
  };
  // Padding is zero: all weights together are the whole vector.
  if (global !== undefined) return () => shorten(global, size, gradient.address);
  if (clipnorm === undefined) return undefined;
  const places = ranges.map((range) => [paddedSize(range), addressIn(gradient, range)] as const);
  return () => {
    for (let i = 0; i < places.length; i++) shorten(clipnorm, places[i]![0], places[i]![1]);
  };
}
