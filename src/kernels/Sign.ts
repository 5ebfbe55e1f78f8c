import type { Kernel } from './kernel.js';
import { scalar, whereNaN } from './numeric.js';
import { like } from './shapes.js';

/** -1, 0 or 1; exactly, 0 for a NaN, which stays one in ONNX. */
export const Sign: Kernel = {
  name: 'Sign',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    const sign = emit.op('Sign', [x], y!);
    if (!emit.exact || x!.dtype !== 'float32') return sign;
    return whereNaN(x!, scalar(0, 'float32', emit), sign, emit);
  },
};
