import type { Attributes } from '../graph/graph.js';
import type { Kernel } from './kernel.js';

/** No operands: the numbers follow from the attributes. */
export const Range: Kernel = {
  name: 'Range',
  inputs: [],
  shape: (_inputs, attributes) => ({
    shape: [lengthOf(attributes)],
    dtype: attributes.dtype as 'float32' | 'int32',
  }),
  lower(_inputs, attributes, [y], emit) {
    const numbers = y!.dtype === 'int32' ? new Int32Array(y!.shape[0]!) : new Float32Array(y!.shape[0]!);
    numbers[0] = attributes.start as number;
    // Each from the one before, rounded, as tfjs counts.
    for (let i = 1; i < numbers.length; i++) numbers[i] = numbers[i - 1]! + stepOf(attributes);
    return emit.op('Identity', [emit.constant(numbers, y!.shape, y!.dtype)], y!);
  },
};

/** A step of 1, which is the default, turns around where the stop is below the start. */
function stepOf({ start, stop, step }: Attributes): number {
  return (stop as number) < (start as number) && step === 1 ? -1 : (step as number);
}

function lengthOf(attributes: Attributes): number {
  const step = stepOf(attributes);
  const distance = (attributes.stop as number) - (attributes.start as number);
  if (distance === 0 || distance < 0 !== step < 0) return 0;
  return Math.abs(Math.ceil(distance / step));
}
