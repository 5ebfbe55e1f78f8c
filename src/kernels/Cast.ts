import type { GraphDType } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

export const Cast: Kernel = {
  name: 'Cast',
  inputs: ['x'],
  shape: ([x], { dtype }) => ({ shape: x!.shape, dtype: dtype as GraphDType }),
  lower([x], _attributes, [y], emit) {
    if (x!.dtype === y!.dtype) return x!;
    return emit.op('Cast', [x], y!, { to: y!.dtype });
  },
};
