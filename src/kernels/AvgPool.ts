import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc } from './nchw.js';
import { means, unchanged, wide } from './pooling.js';
import { resampled } from './resample.js';
import { toPair, windowAttributes, windows } from './windows.js';

/** x [batch, height, width, channels]; padding does not count, and a window of nothing else is NaN. */
export const AvgPool: Kernel = {
  name: 'AvgPool',
  inputs: ['x'],
  shape([x], attributes) {
    const { output } = windows(x!.shape, toPair(attributes.filterSize), attributes);
    return nhwc(x!.shape[0]!, output, x!.shape[3]!);
  },
  lower([x], attributes, _outputs, emit) {
    const over = windows(x!.shape, toPair(attributes.filterSize), attributes);
    if (unchanged(over)) return x!;
    const image = toNchw(x!, emit);
    if (wide(over)) {
      const [rows, columns] = [means(over, 0, Number.NaN), means(over, 1, Number.NaN)];
      return toNhwc(resampled(image, rows, columns, emit), emit);
    }
    const output = nchw(x!.shape[0]!, over.output, x!.shape[3]!);
    const options = { ...windowAttributes(over), count_include_pad: 0 };
    return toNhwc(emit.op('AveragePool', [image], output, options), emit);
  },
};
