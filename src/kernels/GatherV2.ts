import type { Kernel } from './kernel.js';
import { parseAxes } from './shapes.js';

export const GatherV2: Kernel = {
  name: 'GatherV2',
  inputs: ['x', 'indices'],
  shape([x, indices], { axis, batchDims }) {
    if (batchDims) throw new Error('gather with batch axes has no rule');
    const at = parseAxes(axis, x!.shape.length)[0]!;
    return {
      shape: [...x!.shape.slice(0, at), ...indices!.shape, ...x!.shape.slice(at + 1)],
      dtype: x!.dtype,
    };
  },
  lower([x, indices], { axis }, [y], emit) {
    return emit.op('Gather', [x, indices], y!, { axis: parseAxes(axis, x!.shape.length)[0]! });
  },
};
