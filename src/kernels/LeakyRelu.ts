import type { Kernel } from './kernel.js';
import { asFloat } from './numeric.js';
import { float } from './shapes.js';

export const LeakyRelu: Kernel = {
  name: 'LeakyRelu',
  inputs: ['x'],
  shape: ([x]) => float(x!.shape),
  lower: ([x], { alpha }, [y], emit) => emit.op('LeakyRelu', [asFloat(x!, emit)], y!, { alpha }),
};
