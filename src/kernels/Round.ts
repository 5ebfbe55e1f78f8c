import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** To the nearest whole number, to the even one of two. */
export const Round: Kernel = {
  name: 'Round',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x], _attributes, [y], emit) => (x!.dtype === 'float32' ? emit.op('Round', [x], y!) : x!),
};
