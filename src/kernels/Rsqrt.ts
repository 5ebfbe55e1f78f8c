import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const Rsqrt: Kernel = {
  name: 'Rsqrt',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x], _attributes, [y], emit) => emit.op('Reciprocal', [emit.op('Sqrt', [x], y!)], y!),
};
