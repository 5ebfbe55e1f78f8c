import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc } from './nchw.js';
import { toPair, windowAttributes, windows } from './windows.js';

/** x [batch, height, width, channels]; padding is never the maximum. */
export const MaxPool: Kernel = {
  name: 'MaxPool',
  inputs: ['x'],
  shape([x], attributes) {
    const { output } = windows(x!.shape, toPair(attributes.filterSize), attributes);
    return nhwc(x!.shape[0]!, output, x!.shape[3]!);
  },
  lower([x], attributes, _outputs, emit) {
    const over = windows(x!.shape, toPair(attributes.filterSize), attributes);
    const output = nchw(x!.shape[0]!, over.output, x!.shape[3]!);
    return toNhwc(emit.op('MaxPool', [toNchw(x!, emit)], output, windowAttributes(over)), emit);
  },
};
