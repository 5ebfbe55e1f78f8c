import type { Kernel } from './kernel.js';

export const Transpose: Kernel = {
  name: 'Transpose',
  inputs: ['x'],
  shape: ([x], { perm }) => ({
    shape: (perm as readonly number[]).map((i) => x!.shape[i]!),
    dtype: x!.dtype,
  }),
  lower: ([x], { perm }, [y], emit) => emit.op('Transpose', [x], y!, { perm }),
};
