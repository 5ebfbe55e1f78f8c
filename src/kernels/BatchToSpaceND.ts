import type { Kernel } from './kernel.js';
import { permuted, reshaped } from './nchw.js';

/** The way back from SpaceToBatchND; `crops` is cut off where that padded. */
export const BatchToSpaceND: Kernel = {
  name: 'BatchToSpaceND',
  inputs: ['x'],
  shape([x], { blockShape, crops }) {
    const [blocks, cuts] = [blockShape as readonly number[], crops as never as number[][]];
    const [batch, ...axes] = x!.shape as [number, ...number[]];
    const shape = axes.map((size, i) =>
      i < blocks.length ? size * blocks[i]! - cuts[i]![0]! - cuts[i]![1]! : size,
    );
    return { shape: [batch / blocks.reduce((a, b) => a * b, 1), ...shape], dtype: x!.dtype };
  },
  lower([x], { blockShape, crops }, [y], emit) {
    const [blocks, cuts] = [blockShape as readonly number[], crops as never as number[][]];
    const count = blocks.length;
    const spatial = x!.shape.slice(1, count + 1);
    const rest = x!.shape.slice(count + 1);
    const table = reshaped(x!, [...blocks, y!.shape[0]!, ...spatial, ...rest], emit);
    const pairs = blocks.flatMap((_, i) => [count + 1 + i, i]);
    const order = [count, ...pairs, ...rest.map((_, i) => 2 * count + 1 + i)];
    const sizes = spatial.map((size, i) => size * blocks[i]!);
    const whole = reshaped(permuted(table, order, emit), [y!.shape[0]!, ...sizes, ...rest], emit);
    if (cuts.every(([before, after]) => before === 0 && after === 0)) return whole;
    const starts = cuts.map(([before]) => before!);
    const ends = cuts.map(([before], i) => before! + y!.shape[i + 1]!);
    const operands = [starts, ends, cuts.map((_, i) => i + 1)].map((numbers) => emit.int64(numbers));
    return emit.op('Slice', [whole, ...operands], y!);
  },
};
