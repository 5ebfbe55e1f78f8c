import type { Kernel } from './kernel.js';
import { parseAxes } from './shapes.js';

/** Of bool: counts, as int32. */
export const Cumsum: Kernel = {
  name: 'Cumsum',
  inputs: ['x'],
  shape: ([x]) => ({ shape: x!.shape, dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype }),
  lower([x], { axis, exclusive, reverse }, [y], emit) {
    const numbers = x!.dtype === y!.dtype ? x! : emit.op('Cast', [x], y!, { to: 'int32' });
    const along = emit.constant(BigInt64Array.of(BigInt(parseAxes(axis, x!.shape.length)[0]!)), [], 'int64');
    return emit.op('CumSum', [numbers, along], y!, {
      exclusive: exclusive ? 1 : 0,
      reverse: reverse ? 1 : 0,
    });
  },
};
