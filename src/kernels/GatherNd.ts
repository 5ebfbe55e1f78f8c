import type { Kernel } from './kernel.js';
import { wide } from './scatter.js';

/** x [...], indices [..., depth] into the first axes of x. */
export const GatherNd: Kernel = {
  name: 'GatherNd',
  inputs: ['params', 'indices'],
  shape([x, indices]) {
    if (x!.shape.length < 1 || indices!.shape.length < 1)
      throw new Error(`gatherND: x [${x!.shape}] and indices [${indices!.shape}] must not be scalars`);
    const depth = indices!.shape.at(-1)!;
    if (depth > x!.shape.length)
      throw new Error(`gatherND: indices of ${depth} axes into an x of shape [${x!.shape}]`);
    return { shape: [...indices!.shape.slice(0, -1), ...x!.shape.slice(depth)], dtype: x!.dtype };
  },
  lower([x, indices], _attributes, [y], emit) {
    return emit.op('GatherND', [x, wide(indices!, emit)], y!);
  },
};
