import type { Kernel } from './kernel.js';
import { asFloat } from './numeric.js';
import { broadcast, float } from './shapes.js';

export const Prelu: Kernel = {
  name: 'Prelu',
  inputs: ['x', 'alpha'],
  shape: ([x, alpha]) => float(broadcast(x!.shape, alpha!.shape)),
  lower([x, alpha], _attributes, [y], emit) {
    return emit.op('PRelu', [asFloat(x!, emit), asFloat(alpha!, emit)], y!);
  },
};
