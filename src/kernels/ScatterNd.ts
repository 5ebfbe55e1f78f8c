import type { Kernel } from './kernel.js';
import { filled, wide, zero } from './scatter.js';

/** Adds updates [..., ...rest] to zeros of the shape asked for, at indices [..., depth] of its first axes. */
export const ScatterNd: Kernel = {
  name: 'ScatterNd',
  inputs: ['indices', 'updates'],
  shape: ([, updates], { shape }) => ({ shape: shape as readonly number[], dtype: updates!.dtype }),
  lower([indices, updates], _attributes, [y], emit) {
    const zeros = filled(y!.shape, zero(y!.dtype, emit), emit);
    return emit.op('ScatterND', [zeros, wide(indices!, emit), updates], y!, { reduction: 'add' });
  },
};
