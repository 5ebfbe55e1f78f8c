import { allocate, type DType } from '../arrays.js';
import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const ClipByValue: Kernel = {
  name: 'ClipByValue',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], { clipValueMin, clipValueMax }, [y], emit) {
    const limit = (value: unknown) =>
      emit.constant(allocate(x!.dtype as DType, 1).fill(value as number), [], x!.dtype);
    return emit.op('Clip', [x, limit(clipValueMin), limit(clipValueMax)], y!);
  },
};
