import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc } from './nchw.js';
import { surrounded, unchanged, wide } from './pooling.js';
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
    if (unchanged(over)) return x!;
    const output = nchw(x!.shape[0]!, over.output, x!.shape[3]!);
    const least = Number.NEGATIVE_INFINITY;
    const plain = toNchw(x!, emit);
    const [image, inner] = wide(over) ? surrounded(plain, over, least, emit) : [plain, over];
    return toNhwc(emit.op('MaxPool', [image], output, windowAttributes(inner)), emit);
  },
};
