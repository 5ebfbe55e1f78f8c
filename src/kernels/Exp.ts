import type { Kernel } from './kernel.js';
import { asFloat } from './numeric.js';
import { float } from './shapes.js';

export const Exp: Kernel = {
  name: 'Exp',
  inputs: ['x'],
  shape: ([x]) => float(x!.shape),
  lower: ([x], _attributes, [y], emit) => emit.op('Exp', [asFloat(x!, emit)], y!),
};
