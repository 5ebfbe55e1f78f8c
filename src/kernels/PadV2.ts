import { allocate, type DType } from '../arrays.js';
import type { Kernel } from './kernel.js';

export const PadV2: Kernel = {
  name: 'PadV2',
  inputs: ['x'],
  shape([x], { paddings }) {
    const pads = paddings as unknown as readonly (readonly [number, number])[];
    return { shape: x!.shape.map((size, i) => size + pads[i]![0] + pads[i]![1]), dtype: x!.dtype };
  },
  lower([x], { paddings, constantValue }, [y], emit) {
    const pads = paddings as unknown as readonly (readonly [number, number])[];
    const amounts = emit.int64([...pads.map(([before]) => before), ...pads.map(([, after]) => after)]);
    const data = allocate(x!.dtype as DType, 1).fill(constantValue as number);
    return emit.op('Pad', [x, amounts, emit.constant(data, [], x!.dtype)], y!, { mode: 'constant' });
  },
};
