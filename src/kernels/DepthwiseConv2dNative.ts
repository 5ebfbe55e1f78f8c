import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { nchw, nhwc, permuted, reshaped, toNchw, toNhwc } from './nchw.js';
import { windowAttributes, windows } from './windows.js';

/** x [batch, height, width, in], filter [height, width, in, multiplier] -> in * multiplier channels. */
export const DepthwiseConv2dNative: Kernel = {
  name: 'DepthwiseConv2dNative',
  inputs: ['x', 'filter'],
  shape([x, filter], attributes) {
    const [height, width, channels, multiplier] = filter!.shape as [number, number, number, number];
    const { output } = windows(x!.shape, [height, width], attributes);
    return nhwc(x!.shape[0]!, output, channels * multiplier);
  },
  lower([x, filter], attributes, _outputs, emit) {
    const [height, width, channels, multiplier] = filter!.shape as [number, number, number, number];
    const over = windows(x!.shape, [height, width], attributes);
    const output = nchw(x!.shape[0]!, over.output, channels * multiplier);
    const operands = [toNchw(x!, emit), grouped(filter!, emit)];
    return toNhwc(emit.op('Conv', operands, output, { ...windowAttributes(over), group: channels }), emit);
  },
};

/** [height, width, in, multiplier] -> [in * multiplier, 1, height, width]: one group for each channel. */
export function grouped(filter: Value, emit: Emit): Value {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const first = permuted(filter, [2, 3, 0, 1], emit);
  return reshaped(first, [channels * multiplier, 1, height, width], emit);
}
