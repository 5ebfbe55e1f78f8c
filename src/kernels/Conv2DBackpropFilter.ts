import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { permuted, reshaped, toNchw } from './nchw.js';
import { patches } from './patches.js';
import { joined, summed, timesTransposed } from './products.js';
import { float } from './shapes.js';
import { windows } from './windows.js';

/**
 * The gradient of Conv2D for its filter: x [batch, height, width, in], dy [batch, height, width, out]
 * -> [height, width, in, out]. What every position of the kernel saw, times dy, image by image; then the sum
 * over the batch.
 */
export const Conv2DBackpropFilter: Kernel = {
  name: 'Conv2DBackpropFilter',
  inputs: ['x', 'dy'],
  shape: (_inputs, { filterShape }) => float(filterShape as readonly number[]),
  lower([x, dy], attributes, [dw], emit) {
    const [height, width, channels, out] = dw!.shape as [number, number, number, number];
    const seen = patches(toNchw(x!, emit), windows(x!.shape, [height, width], attributes), emit);
    const change = pixels(toNchw(dy!, emit), emit);
    const rows = inGroups(seen, together(channels)).map((group) => pixels(joined(group, 1, emit), emit));
    // onnxruntime packs the right operand anew for every image: the smaller one belongs there.
    if (channels < out) {
      const products = rows.map((part) => summed(timesTransposed(change, part, emit), emit));
      return reshaped(permuted(joined(products, 1, emit), [1, 0], emit), dw!.shape, emit);
    }
    const products = rows.map((part) => summed(timesTransposed(part, change, emit), emit));
    return reshaped(joined(products, 0, emit), dw!.shape, emit);
  },
};

/**
 * How many positions of the kernel share one product. Joining them costs a copy, which pays only for images of
 * so few channels that the products would be thin. Measured, in ms of one core: 128x1x28x28 to 32 channels 3.3
 * joined and 8.2 apart, 128x3x32x32 to 32 8.6 and 18.4, 64x16x16x16 to 32 5.5 and 3.6.
 */
const together = (channels: number) => (channels < 16 ? Math.ceil(64 / channels) : 1);

const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** [batch, channels, height, width] -> [batch, channels, height * width] */
const pixels = (x: Value, emit: Emit) =>
  reshaped(x, [x.shape[0]!, x.shape[1]!, x.shape[2]! * x.shape[3]!], emit);
