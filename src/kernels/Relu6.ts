import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const Relu6: Kernel = {
  name: 'Relu6',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    const limit = (value: number) => emit.constant(Float32Array.of(value), [], 'float32');
    return emit.op('Clip', [x, limit(0), limit(6)], y!);
  },
};
