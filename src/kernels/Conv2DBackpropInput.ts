import type { Value } from '../graph/graph.js';
import { channelsFirst } from './channels-first.js';
import type { Emit } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc, toOihw } from './nchw.js';
import { type Pair, remainder, windowAttributes, windows } from './windows.js';

/**
 * The gradient of Conv2D for x, and a transposed convolution: dy [batch, height, width, out],
 * filter [height, width, in, out] -> x [batch, height, width, in].
 */
export const Conv2DBackpropInput = channelsFirst(
  {
    name: 'Conv2DBackpropInput',
    inputs: ['dy', 'filter'],
    shape(_inputs, { inputShape }) {
      const [batch, height, width, channels] = inputShape as readonly [number, number, number, number];
      return nhwc(batch, [height, width], channels);
    },
    lower([dy, filter], attributes, [dx], emit) {
      const [height, width, channels] = filter!.shape as [number, number, number];
      const over = windows(dx!.shape, [height, width] as Pair, attributes);
      const output = nchw(dx!.shape[0]!, over.input, channels);
      const operands = [within(toNchw(dy!, emit), over.output, emit), toOihw(filter!, emit)];
      // What no window reached has no gradient: zeros that ConvTranspose must be told of.
      const zeros = { output_padding: remainder(over) };
      return toNhwc(
        emit.op('ConvTranspose', operands, output, { ...windowAttributes(over), ...zeros }),
        emit,
      );
    },
  },
  { images: [0], result: true },
);

/** A transposed convolution may be asked for less than its images make: what lies past that is not looked at. */
function within(image: Value, [height, width]: Pair, emit: Emit): Value {
  if (image.shape[2] === height && image.shape[3] === width) return image;
  const operands = [
    [0, 0],
    [height, width],
    [2, 3],
  ].map((numbers) => emit.int64(numbers));
  const shape = [image.shape[0]!, image.shape[1]!, height, width];
  return emit.op('Slice', [image, ...operands], { shape, dtype: image.dtype });
}
