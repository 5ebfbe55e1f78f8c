import type { Value } from '../graph/graph.js';
import { channelsFirst } from './channels-first.js';
import type { Emit } from './kernel.js';
import { permuted, reshaped, toNchw } from './nchw.js';
import { patches } from './patches.js';
import { joined, summed, timesTransposed } from './products.js';
import { float } from './shapes.js';
import { correlated } from './volume.js';
import { type Windows, windows } from './windows.js';

/**
 * The gradient of Conv2D for its filter: x [batch, height, width, in], dy [batch, height, width, out]
 * -> [height, width, in, out].
 *
 * Measured on one core of an AVX2 machine, in ms, products of patches and correlation: 128x32x26x26 to 64
 * filters 63 and 48, 128x16x28x28 to 32 with strides of 2 19 and 11, 64x64x14x14 to 64 20 and 15; but
 * 128x1x28x28 to 32 3.3 and 7.5, as a correlation reads as many numbers in a row as there are channels.
 */
export const Conv2DBackpropFilter = channelsFirst(
  {
    name: 'Conv2DBackpropFilter',
    inputs: ['x', 'dy'],
    shape: (_inputs, { filterShape }) => float(filterShape as readonly number[]),
    lower([x, dy], attributes, [dw], emit) {
      const [height, width, channels] = dw!.shape as [number, number, number];
      const over = windows(x!.shape, [height, width], attributes);
      const one = height * width === 1;
      const gradient = one || channels < FEW ? fromPatches : correlated;
      return gradient(x!, dy!, over, emit);
    },
  },
  { images: [0, 1], result: false },
);

const FEW = 4;

/** What every position of the kernel saw, times dy, image by image; then the sum over the batch. */
function fromPatches(x: Value, dy: Value, over: Windows, emit: Emit): Value {
  const [channels, out] = [x.shape[3]!, dy.shape[3]!];
  const shape = [...over.kernel, channels, out];
  const seen = patches(toNchw(x, emit), over, emit);
  const change = pixels(toNchw(dy, emit), emit);
  const rows = inGroups(seen, together(channels)).map((group) => pixels(joined(group, 1, emit), emit));
  // onnxruntime packs the right operand anew for every image: the smaller one belongs there.
  if (channels < out) {
    const products = rows.map((part) => summed(timesTransposed(change, part, emit), emit));
    return reshaped(permuted(joined(products, 1, emit), [1, 0], emit), shape, emit);
  }
  const products = rows.map((part) => summed(timesTransposed(part, change, emit), emit));
  return reshaped(joined(products, 0, emit), shape, emit);
}

/** How many positions of the kernel share one product: images of few channels make thin ones. */
const together = (channels: number) => Math.ceil(64 / channels);

const inGroups = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** [batch, channels, height, width] -> [batch, channels, height * width] */
const pixels = (x: Value, emit: Emit) =>
  reshaped(x, [x.shape[0]!, x.shape[1]!, x.shape[2]! * x.shape[3]!], emit);
