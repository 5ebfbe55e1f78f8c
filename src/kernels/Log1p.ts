import type { Kernel } from './kernel.js';
import { bool, like } from './shapes.js';

/** log(1 + x). ONNX has no such operator, and the rounding of 1 + x shows in log(1 + x) below 1e-4. */
export const Log1p: Kernel = {
  name: 'Log1p',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    const one = emit.constant(Float32Array.of(1), [], 'float32');
    // x * log(u) / (u - 1) with u = 1 + x cancels the rounding error (Kahan); where u is 1 it is x.
    const u = emit.op('Add', [x, one], y!);
    const rounded = emit.op('Sub', [u, one], y!);
    const exact = emit.op(
      'Equal',
      [rounded, emit.constant(Float32Array.of(0), [], 'float32')],
      bool(y!.shape),
    );
    // Without the bound, infinity / infinity would make NaN of log1p(infinity).
    const bound = emit.constant(Float32Array.of(3.4028234663852886e38), [], 'float32');
    const ratio = emit.op('Div', [x, emit.op('Min', [rounded, bound], y!)], y!);
    const corrected = emit.op('Mul', [emit.op('Log', [u], y!), ratio], y!);
    return emit.op('Where', [exact, x, corrected], y!);
  },
};
