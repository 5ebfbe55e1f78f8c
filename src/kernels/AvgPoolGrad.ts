import type { Kernel } from './kernel.js';
import { toNchw, toNhwc } from './nchw.js';
import { means } from './pooling.js';
import { enlarged, type Rows, resampled, transposed } from './resample.js';
import { like } from './shapes.js';
import { toPair, type Windows, windows } from './windows.js';

/**
 * The gradient of AvgPool: each pixel gets the sum of its windows' dy, each divided by how many pixels the
 * window saw. (tfjs's cpu kernel divides by the size of the window where part of it is padding; TensorFlow
 * does what is done here.)
 */
export const AvgPoolGrad: Kernel = {
  name: 'AvgPoolGrad',
  inputs: ['dy', 'input'],
  shape: ([, x]) => like(x!),
  lower([dy, x], attributes, _outputs, emit) {
    const over = windows(x!.shape, toPair(attributes.filterSize), attributes);
    const change = toNchw(dy!, emit);
    if (tiles(over)) {
      const part = emit.constant(Float32Array.of(1 / (over.kernel[0] * over.kernel[1])), [], 'float32');
      const scaled = emit.op('Mul', [change, part], like(change));
      return toNhwc(enlarged(scaled, over.input, emit), emit);
    }
    const [rows, columns] = [means(over, 0), means(over, 1)].map(transposed) as [Rows, Rows];
    return toNhwc(resampled(change, rows, columns, emit), emit);
  },
};

/** Every pixel is in exactly one window. */
const tiles = ({ kernel, strides, input, output }: Windows) =>
  kernel.every((size, i) => size === strides[i] && size * output[i]! === input[i]);
