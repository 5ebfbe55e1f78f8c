import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { filled, wide, zero } from './scatter.js';

/**
 * Adds updates [..., ...rest] to zeros of the shape asked for, at indices [..., depth] of its first axes, or at
 * indices [n] of the first one.
 */
export const ScatterNd: Kernel = {
  name: 'ScatterNd',
  inputs: ['indices', 'updates'],
  shape: ([, updates], { shape }) => ({ shape: shape as readonly number[], dtype: updates!.dtype }),
  lower([indices, updates], _attributes, [y], emit) {
    const zeros = filled(y!.shape, zero(y!.dtype, emit), emit);
    const places = wide(indices!, emit);
    const table = places.shape.length > 1 ? places : reshaped(places, [...places.shape, 1], emit);
    return emit.op('ScatterND', [zeros, table, updates], y!, { reduction: 'add' });
  },
};
