import type { Kernel } from './kernel.js';
import { wide } from './scatter.js';

/** x [...], indices [..., depth] into the first axes of x. */
export const GatherNd: Kernel = {
  name: 'GatherNd',
  inputs: ['params', 'indices'],
  shape([x, indices]) {
    const depth = indices!.shape.at(-1)!;
    return { shape: [...indices!.shape.slice(0, -1), ...x!.shape.slice(depth)], dtype: x!.dtype };
  },
  lower([x, indices], _attributes, [y], emit) {
    return emit.op('GatherND', [x, wide(indices!, emit)], y!);
  },
};
