import type { Kernel } from './kernel.js';
import { scalar } from './numeric.js';
import { like } from './shapes.js';

export const Relu6: Kernel = {
  name: 'Relu6',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    const limit = (value: number) => scalar(value, x!.dtype, emit);
    return emit.op('Clip', [x, limit(0), limit(6)], y!);
  },
};
