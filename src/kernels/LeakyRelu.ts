import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const LeakyRelu: Kernel = {
  name: 'LeakyRelu',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x], { alpha }, [y], emit) => emit.op('LeakyRelu', [x], y!, { alpha }),
};
