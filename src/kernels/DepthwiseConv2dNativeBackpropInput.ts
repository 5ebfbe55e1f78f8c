import { grouped } from './DepthwiseConv2dNative.js';
import type { Kernel } from './kernel.js';
import { nchw, nhwc, toNchw, toNhwc } from './nchw.js';
import { remainder, windowAttributes, windows } from './windows.js';

/** The gradient of DepthwiseConv2dNative for x: dy, filter -> x's shape. */
export const DepthwiseConv2dNativeBackpropInput: Kernel = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  inputs: ['dy', 'filter'],
  shape(_inputs, { inputShape }) {
    const [batch, height, width, channels] = inputShape as readonly [number, number, number, number];
    return nhwc(batch, [height, width], channels);
  },
  lower([dy, filter], attributes, [dx], emit) {
    const [height, width, channels] = filter!.shape as [number, number, number];
    const over = windows(dx!.shape, [height, width], attributes);
    const output = nchw(dx!.shape[0]!, over.input, channels);
    const operands = [toNchw(dy!, emit), grouped(filter!, emit)];
    return toNhwc(
      emit.op('ConvTranspose', operands, output, {
        ...windowAttributes(over),
        output_padding: remainder(over),
        group: channels,
      }),
      emit,
    );
  },
};
