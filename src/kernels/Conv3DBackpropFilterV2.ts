import { sizeOf } from '../arrays.js';
import type { Value } from '../graph/graph.js';
import { type Cubes, cubes, kernelOf, type Triple } from './cubes.js';
import type { Emit, Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { joined } from './products.js';
import { float } from './shapes.js';

/**
 * The gradient of Conv3D for its filter: for each position of the kernel, what it saw of the volume (a strided
 * slice) times dy, both as matrices of a row for each place.
 */
export const Conv3DBackpropFilterV2: Kernel = {
  name: 'Conv3DBackpropFilterV2',
  inputs: ['x', 'dy'],
  shape: (_inputs, { filterShape }) => float(filterShape as readonly number[]),
  lower([x, dy], attributes, [dw], emit) {
    const [, , , channels, out] = dw!.shape as [number, number, number, number, number];
    const over = cubes(x!.shape, kernelOf(dw!.shape), attributes);
    const source = padded(x!, over, emit);
    const change = reshaped(dy!, [sizeOf(dy!.shape) / out, out], emit);
    const products = positions(over.kernel).map((at) => {
      const seen = reshaped(slice(source, at, over, emit), [change.shape[0]!, channels], emit);
      return emit.op('Gemm', [seen, change], float([channels, out]), { transA: 1, transB: 0 });
    });
    return reshaped(joined(products, 0, emit), dw!.shape, emit);
  },
};

const positions = ([depth, height, width]: Triple): Triple[] =>
  Array.from({ length: depth * height * width }, (_, at) => [
    Math.floor(at / (height * width)),
    Math.floor(at / width) % height,
    at % width,
  ]);

function padded(x: Value, { before, after }: Cubes, emit: Emit): Value {
  if ([...before, ...after].every((size) => size === 0)) return x;
  const shape = x.shape.map((size, i) => (i % 4 === 0 ? size : size + before[i - 1]! + after[i - 1]!));
  const amounts = emit.int64([0, ...before, 0, 0, ...after, 0]);
  return emit.op('Pad', [x, amounts], float(shape), { mode: 'constant' });
}

function slice(x: Value, at: Triple, { dilations, strides, output }: Cubes, emit: Emit): Value {
  const from = at.map((position, i) => position * dilations[i]!);
  const to = from.map((start, i) => start + (output[i]! - 1) * strides[i]! + 1);
  const operands = [from, to, [1, 2, 3], strides].map((numbers) => emit.int64(numbers));
  return emit.op('Slice', [x, ...operands], float([x.shape[0]!, ...output, x.shape[4]!]));
}
