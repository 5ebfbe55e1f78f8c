import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc, toOihw } from './nchw.js';
import { type Pair, remainder, windowAttributes, windows } from './windows.js';

/**
 * The gradient of Conv2D for x, and a transposed convolution: dy [batch, height, width, out],
 * filter [height, width, in, out] -> x [batch, height, width, in].
 */
export const Conv2DBackpropInput: Kernel = {
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
    const operands = [toNchw(dy!, emit), toOihw(filter!, emit)];
    // What no window reached has no gradient: zeros that ConvTranspose must be told of.
    const zeros = { output_padding: remainder(over) };
    return toNhwc(emit.op('ConvTranspose', operands, output, { ...windowAttributes(over), ...zeros }), emit);
  },
};
