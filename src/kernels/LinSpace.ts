import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

/** No operands: the numbers follow from the attributes. */
export const LinSpace: Kernel = {
  name: 'LinSpace',
  inputs: [],
  shape: (_inputs, { num }) => float([num as number]),
  lower(_inputs, { start, stop, num }, [y], emit) {
    const [from, count] = [start as number, num as number];
    const step = count > 1 ? ((stop as number) - from) / (count - 1) : 0;
    const numbers = new Float32Array(count);
    numbers[0] = from;
    // Each from the one before, rounded, as tfjs counts.
    for (let i = 1; i < count; i++) numbers[i] = numbers[i - 1]! + step;
    return emit.op('Identity', [emit.constant(numbers, y!.shape, 'float32')], y!);
  },
};
