import type { Kernel } from './kernel.js';
import { permuted, reshaped } from './nchw.js';

/** x [batch, ...spatial, ...rest]: blocks of the padded spatial axes move to the batch. */
export const SpaceToBatchND: Kernel = {
  name: 'SpaceToBatchND',
  inputs: ['x'],
  shape([x], { blockShape, paddings }) {
    const [blocks, pads] = [blockShape as readonly number[], paddings as never as number[][]];
    const [batch, ...axes] = x!.shape as [number, ...number[]];
    const shape = axes.map((size, i) =>
      i < blocks.length ? (size + pads[i]![0]! + pads[i]![1]!) / blocks[i]! : size,
    );
    return { shape: [batch * blocks.reduce((a, b) => a * b, 1), ...shape], dtype: x!.dtype };
  },
  lower([x], { blockShape, paddings }, [y], emit) {
    const [blocks, pads] = [blockShape as readonly number[], paddings as never as number[][]];
    const count = blocks.length;
    const rest = x!.shape.slice(count + 1);
    const sizes = blocks.map((block, i) => block * y!.shape[i + 1]!);
    const around = [0, 1].flatMap((end) => [0, ...pads.map((pad) => pad[end]!), ...rest.map(() => 0)]);
    const whole = { shape: [x!.shape[0]!, ...sizes, ...rest], dtype: x!.dtype };
    const padded = around.some((n) => n > 0) ? emit.op('Pad', [x, emit.int64(around)], whole) : x!;
    const cut = blocks.flatMap((block, i) => [y!.shape[i + 1]!, block]);
    const table = reshaped(padded, [x!.shape[0]!, ...cut, ...rest], emit);
    const axis = (i: number) => 2 * i + 1;
    const inside = blocks.map((_, i) => axis(i) + 1);
    const order = [...inside, 0, ...blocks.map((_, i) => axis(i)), ...rest.map((_, i) => 2 * count + 1 + i)];
    return reshaped(permuted(table, order, emit), y!.shape, emit);
  },
};
