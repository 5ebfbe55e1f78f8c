import type { Kernel } from './kernel.js';
import { permuted, reshaped, toNchw } from './nchw.js';
import { patches } from './patches.js';
import { joined, summed, timesTransposed } from './products.js';
import { float } from './shapes.js';
import { windows } from './windows.js';

/**
 * The gradient of DepthwiseConv2dNative for its filter: x, dy -> [height, width, in, multiplier]. What every
 * position of the kernel saw of a channel, times the channel's dy, summed over the batch.
 */
export const DepthwiseConv2dNativeBackpropFilter: Kernel = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  inputs: ['x', 'dy'],
  shape: (_inputs, { filterShape }) => float(filterShape as readonly number[]),
  lower([x, dy], attributes, [dw], emit) {
    const [height, width, channels, multiplier] = dw!.shape as [number, number, number, number];
    const batch = x!.shape[0]!;
    const over = windows(x!.shape, [height, width], attributes);
    const pixels = over.output[0] * over.output[1];
    const seen = patches(toNchw(x!, emit), over, emit);
    const change = reshaped(toNchw(dy!, emit), [batch, channels, multiplier, pixels], emit);
    const products = seen.map((part) => {
      const rows = reshaped(part, [batch, channels, 1, pixels], emit);
      return summed(timesTransposed(rows, change, emit), emit);
    });
    const positions = reshaped(joined(products, 1, emit), [channels, height * width, multiplier], emit);
    return reshaped(permuted(positions, [1, 0, 2], emit), dw!.shape, emit);
  },
};
