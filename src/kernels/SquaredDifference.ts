import type { Kernel } from './kernel.js';
import { broadcast } from './shapes.js';

export const SquaredDifference: Kernel = {
  name: 'SquaredDifference',
  inputs: ['a', 'b'],
  shape: ([a, b]) => ({ shape: broadcast(a!.shape, b!.shape), dtype: a!.dtype }),
  lower([a, b], _attributes, [y], emit) {
    const difference = emit.op('Sub', [a, b], y!);
    return emit.op('Mul', [difference, difference], y!);
  },
};
