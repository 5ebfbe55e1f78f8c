import { sizeOf } from '../arrays.js';
import { counts } from './counts.js';
import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';

/** How often each number below `size` occurs in x, or the sums of their weights. */
export const Bincount: Kernel = {
  name: 'Bincount',
  inputs: ['x', 'weights'],
  shape: ([, weights], { size }) => ({ shape: [size as number], dtype: weights!.dtype }),
  lower([x, weights], _attributes, [y], emit) {
    const flat = reshaped(x!, [sizeOf(x!.shape)], emit);
    return counts(flat, weights!, y!, emit);
  },
};
