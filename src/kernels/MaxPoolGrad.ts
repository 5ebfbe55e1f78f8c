import type { Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { nchw, toNchw, toNhwc } from './nchw.js';
import { added, wide } from './pooling.js';
import { like } from './shapes.js';
import { overlapping, toPair, windowAttributes, windows } from './windows.js';

/**
 * The gradient of MaxPool: dy goes to where each window's maximum was, the first of equals. The maxima are
 * looked for again; MaxPool itself stays a plain one where nothing is differentiated.
 */
export const MaxPoolGrad: Kernel = {
  name: 'MaxPoolGrad',
  inputs: ['dy', 'input', 'output'],
  shape: ([, x]) => like(x!),
  lower([dy, x], attributes, _outputs, emit) {
    const over = windows(x!.shape, toPair(attributes.filterSize), attributes);
    if (wide(over)) throw new Error('MaxPoolGrad: the padding must be smaller than the window');
    const image = toNchw(x!, emit);
    const pooled = nchw(x!.shape[0]!, over.output, x!.shape[3]!);
    const [, places] = emit.ops(
      'MaxPool',
      [image],
      [pooled, { shape: pooled.shape, dtype: 'int64' }],
      windowAttributes(over),
    ) as [Value, Value];
    const change = toNchw(dy!, emit);
    if (overlapping(over)) return toNhwc(added(change, places, image, emit), emit);
    const target = emit.int64(image.shape);
    const { dilations: _ones, ...unpool } = windowAttributes(over);
    return toNhwc(emit.op('MaxUnpool', [change, places, target], like(image), unpool), emit);
  },
};
