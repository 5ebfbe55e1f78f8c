import type { Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { scalar, whereNaN } from './numeric.js';
import { bool, like } from './shapes.js';

/**
 * 1 where x > 0, else `alpha` (0 unless given). A NaN counts as not positive, as in TensorFlow's gradients of
 * ReLU; exactly, as in tfjs, it stays one, for one operation more.
 */
export const Step: Kernel = {
  name: 'Step',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], { alpha }, [y], emit) {
    const number = (value: number) => scalar(value, x!.dtype, emit);
    const step = (): Value => {
      const positive = emit.op('Greater', [x, number(0)], bool(y!.shape));
      if (!alpha) return emit.op('Cast', [positive], y!, { to: y!.dtype });
      return emit.op('Where', [positive, number(1), number(alpha as number)], y!);
    };
    return emit.exact && x!.dtype === 'float32' ? whereNaN(x!, x!, step(), emit) : step();
  },
};
