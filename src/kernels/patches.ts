import type { Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { scalar } from './numeric.js';
import { padded, type Windows } from './windows.js';

/**
 * What each position of the kernel sees of an image, row by row: for every position one
 * [batch, channels, output height, output width], a strided slice of the padded image.
 */
export function patches(image: Value, windows: Windows, emit: Emit): Value[] {
  const { kernel, strides, dilations, output } = windows;
  const source = padded(windows) ? pad(image, windows, emit) : image;
  const shape = [image.shape[0]!, image.shape[1]!, ...output];
  if (source.shape.every((size, axis) => size === shape[axis])) return [source];
  return positions(kernel).map((at) => {
    const from = at.map((position, i) => position * dilations[i]!);
    const to = from.map((start, i) => start + (output[i]! - 1) * strides[i]! + 1);
    const operands = [from, to, [2, 3], strides].map((numbers) => emit.int64(numbers));
    return emit.op('Slice', [source, ...operands], { shape, dtype: image.dtype });
  });
}

const positions = ([height, width]: Windows['kernel']) =>
  Array.from({ length: height * width }, (_, at) => [Math.floor(at / width), at % width]);

/** The image with its padding around it: zeros, or another number. */
export function pad(image: Value, { before, after }: Windows, emit: Emit, by = 0): Value {
  const shape = image.shape.map((size, axis) =>
    axis < 2 ? size : size + before[axis - 2]! + after[axis - 2]!,
  );
  const amounts = emit.int64([0, 0, ...before, 0, 0, ...after]);
  const operands = by === 0 ? [image, amounts] : [image, amounts, scalar(by, image.dtype, emit)];
  return emit.op('Pad', operands, { shape, dtype: image.dtype }, { mode: 'constant' });
}
