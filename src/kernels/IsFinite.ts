import type { Kernel } from './kernel.js';
import { bool } from './shapes.js';

export const IsFinite: Kernel = {
  name: 'IsFinite',
  inputs: ['x'],
  shape: ([x]) => bool(x!.shape),
  lower([x], _attributes, [y], emit) {
    // The difference of a number and itself is a number for finite ones only.
    const zero = emit.op('Sub', [x, x], x!);
    return emit.op('Equal', [zero, zero], y!);
  },
};
