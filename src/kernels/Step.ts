import type { Kernel } from './kernel.js';
import { bool, like } from './shapes.js';

/**
 * 1 where x > 0, else `alpha` (0 unless given). A NaN counts as not positive, as in TensorFlow's gradients of
 * ReLU; in tfjs it stays one, for one operation more.
 */
export const Step: Kernel = {
  name: 'Step',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], { alpha }, [y], emit) {
    const number = (value: number) => emit.constant(Float32Array.of(value), [], 'float32');
    const positive = emit.op('Greater', [x, number(0)], bool(y!.shape));
    if (!alpha) return emit.op('Cast', [positive], y!, { to: 'float32' });
    return emit.op('Where', [positive, number(1), number(alpha as number)], y!);
  },
};
