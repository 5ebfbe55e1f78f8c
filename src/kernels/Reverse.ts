import type { Kernel } from './kernel.js';
import { like, parseAxes } from './shapes.js';

export const Reverse: Kernel = {
  name: 'Reverse',
  inputs: ['x'],
  shape([x], { dims }) {
    parseAxes(dims, x!.shape.length);
    return like(x!);
  },
  lower([x], { dims }, [y], emit) {
    const axes = parseAxes(dims, x!.shape.length);
    if (axes.length === 0) return x!;
    // Backwards from the last element to before the first, which -size - 1 stands for.
    const ends = [axes.map(() => -1), axes.map((axis) => -x!.shape[axis]! - 1), axes, axes.map(() => -1)];
    return emit.op('Slice', [x, ...ends.map((numbers) => emit.int64(numbers))], y!);
  },
};
