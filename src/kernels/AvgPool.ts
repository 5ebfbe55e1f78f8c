import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc } from './nchw.js';
import { toPair, windowAttributes, windows } from './windows.js';

/** x [batch, height, width, channels]; padding does not count. */
export const AvgPool: Kernel = {
  name: 'AvgPool',
  inputs: ['x'],
  shape([x], attributes) {
    const { output } = windows(x!.shape, toPair(attributes.filterSize), attributes);
    return nhwc(x!.shape[0]!, output, x!.shape[3]!);
  },
  lower([x], attributes, _outputs, emit) {
    const over = windows(x!.shape, toPair(attributes.filterSize), attributes);
    const output = nchw(x!.shape[0]!, over.output, x!.shape[3]!);
    const options = { ...windowAttributes(over), count_include_pad: 0 };
    return toNhwc(emit.op('AveragePool', [toNchw(x!, emit)], output, options), emit);
  },
};
