import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** tfjs broadcasts all three operands to one shape before it calls this kernel. */
export const Select: Kernel = {
  name: 'Select',
  inputs: ['condition', 't', 'e'],
  shape: ([, t]) => like(t!),
  lower([condition, t, e], _attributes, [y], emit) {
    if (y!.dtype !== 'bool') return emit.op('Where', [condition, t, e], y!);
    // onnxruntime's Where has no bool.
    const bytes = { shape: y!.shape, dtype: 'uint8' as const };
    const wide = [t, e].map((x) => emit.op('Cast', [x], bytes, { to: 'uint8' }));
    return emit.op('Cast', [emit.op('Where', [condition, ...wide], bytes)], y!, { to: 'bool' });
  },
};
