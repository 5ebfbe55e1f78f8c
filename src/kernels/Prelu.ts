import type { Kernel } from './kernel.js';
import { broadcast } from './shapes.js';

export const Prelu: Kernel = {
  name: 'Prelu',
  inputs: ['x', 'alpha'],
  shape: ([x, alpha]) => ({ shape: broadcast(x!.shape, alpha!.shape), dtype: x!.dtype }),
  lower: ([x, alpha], _attributes, [y], emit) => emit.op('PRelu', [x, alpha], y!),
};
