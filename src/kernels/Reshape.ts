import { sizeOf } from '../arrays.js';
import { sameShape } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

export const Reshape: Kernel = {
  name: 'Reshape',
  inputs: ['x'],
  shape([x], { shape }) {
    const asked = shape as readonly number[];
    const known = sizeOf(asked.filter((axis) => axis !== -1));
    const size = sizeOf(x!.shape);
    const full = asked.map((axis) => (axis === -1 ? size / known : axis));
    if (sizeOf(full) !== size) throw new Error(`cannot reshape [${x!.shape}] to [${asked}]`);
    return { shape: full, dtype: x!.dtype };
  },
  lower([x], _attributes, [y], emit) {
    if (sameShape(x!.shape, y!.shape)) return x!;
    return emit.op('Reshape', [x, emit.int64(y!.shape)], y!, { allowzero: 1 });
  },
};
