import { counts } from './counts.js';
import type { Kernel } from './kernel.js';

/** The same as Bincount, of each row of x [n] or [rows, n]; in rows, `binaryOutput` says only what occurs. */
export const DenseBincount: Kernel = {
  name: 'DenseBincount',
  inputs: ['x', 'weights'],
  shape: ([x, weights], { size }) => ({
    shape: [...x!.shape.slice(0, -1), size as number],
    dtype: weights!.dtype,
  }),
  lower([x, weights], { binaryOutput }, [y], emit) {
    return counts(x!, weights!, y!, emit, binaryOutput === true && x!.shape.length > 1);
  },
};
