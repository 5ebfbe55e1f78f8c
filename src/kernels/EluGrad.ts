import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** dy where y > 0, else dy * (y + 1). */
export const EluGrad: Kernel = {
  name: 'EluGrad',
  inputs: ['dy', 'y'],
  shape: ([dy]) => like(dy!),
  lower([dy, y], _attributes, [dx], emit) {
    const zero = emit.constant(Float32Array.of(0), [], 'float32');
    const one = emit.constant(Float32Array.of(1), [], 'float32');
    const slope = emit.op('Add', [emit.op('Min', [y, zero], dx!), one], dx!);
    return emit.op('Mul', [dy, slope], dx!);
  },
};
