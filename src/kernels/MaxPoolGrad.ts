import { sizeOf } from '../arrays.js';
import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { nchw, reshaped, toNchw, toNhwc } from './nchw.js';
import { float, like } from './shapes.js';
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

/**
 * Where windows overlap, one pixel may be the maximum of several: their gradients add up. (Four MaxUnpools of
 * windows that do not overlap, and their sum, take half as long again.)
 */
function added(change: Value, places: Value, image: Value, emit: Emit): Value {
  const flat = float([sizeOf(image.shape)]);
  const zeros = emit.op('ConstantOfShape', [emit.int64(flat.shape)], flat);
  const size = [sizeOf(change.shape)];
  const operands = [zeros, reshaped(places, size, emit), reshaped(change, size, emit)];
  const sums = emit.op('ScatterElements', operands, flat, { axis: 0, reduction: 'add' });
  return reshaped(sums, image.shape, emit);
}
