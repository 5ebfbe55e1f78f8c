import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** image [batch, height, width, channels], mirrored. */
export const FlipLeftRight: Kernel = {
  name: 'FlipLeftRight',
  inputs: ['image'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    const ends = [[-1], [-x!.shape[2]! - 1], [2], [-1]].map((numbers) => emit.int64(numbers));
    return emit.op('Slice', [x, ...ends], y!);
  },
};
