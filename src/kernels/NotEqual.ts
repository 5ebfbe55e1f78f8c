import type { Kernel } from './kernel.js';
import { bool, broadcast } from './shapes.js';

export const NotEqual: Kernel = {
  name: 'NotEqual',
  inputs: ['a', 'b'],
  shape: ([a, b]) => bool(broadcast(a!.shape, b!.shape)),
  lower: ([a, b], _attributes, [y], emit) => emit.op('Not', [emit.op('Equal', [a, b], y!)], y!),
};
