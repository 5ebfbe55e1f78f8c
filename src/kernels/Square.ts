import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const Square: Kernel = {
  name: 'Square',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x], _attributes, [y], emit) => emit.op('Mul', [x, x], y!),
};
