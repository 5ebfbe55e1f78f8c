import type { Kernel } from './kernel.js';

export const Tile: Kernel = {
  name: 'Tile',
  inputs: ['x'],
  shape: ([x], { reps }) => ({
    shape: x!.shape.map((size, i) => size * (reps as readonly number[])[i]!),
    dtype: x!.dtype,
  }),
  lower: ([x], { reps }, [y], emit) => emit.op('Tile', [x, emit.int64(reps as readonly number[])], y!),
};
