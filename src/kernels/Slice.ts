import { sameShape } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

export const Slice: Kernel = {
  name: 'Slice',
  inputs: ['x'],
  shape([x], { begin, size }) {
    const starts = numbers(begin);
    const sizes = numbers(size);
    if (starts.some((start) => (start ?? 0) < 0))
      throw new Error(`slice() does not support negative begin indexing. Found begin [${starts}]`);
    const shape = x!.shape.map((axis, i) => {
      const asked = sizes[i] ?? -1;
      return asked === -1 ? axis - (starts[i] ?? 0) : asked;
    });
    const beyond = shape.findIndex((length, i) => length < 0 || (starts[i] ?? 0) + length > x!.shape[i]!);
    if (beyond >= 0)
      throw new Error(`slice: begin [${starts}] and size [${sizes}] leave axis ${beyond} of [${x!.shape}]`);
    return { shape, dtype: x!.dtype };
  },
  lower([x], { begin }, [y], emit) {
    if (sameShape(x!.shape, y!.shape)) return x!;
    const starts = y!.shape.map((_, i) => numbers(begin)[i] ?? 0);
    const cut = starts.map((_, i) => i).filter((i) => x!.shape[i] !== y!.shape[i]);
    const from = cut.map((i) => starts[i]!);
    const to = cut.map((i) => starts[i]! + y!.shape[i]!);
    return emit.op('Slice', [x, emit.int64(from), emit.int64(to), emit.int64(cut)], y!);
  },
};

/** tfjs: a number for the first axis, one for each of the first axes, or nothing. */
const numbers = (given: unknown) =>
  (Array.isArray(given) ? given : [given]) as readonly (number | undefined)[];
