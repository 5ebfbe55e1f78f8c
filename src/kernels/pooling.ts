import { sizeOf } from '../arrays.js';
import type { Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { reshaped } from './nchw.js';
import { pad } from './patches.js';
import type { Rows } from './resample.js';
import { float } from './shapes.js';
import { pair, type Windows } from './windows.js';

/** onnxruntime's pools take less padding than a window has pixels. */
export const wide = ({ kernel, before, after }: Windows) =>
  kernel.some((size, i) => before[i]! >= size || after[i]! >= size);

/** tfjs takes windows of one pixel that keep an image's size for no change, whatever their strides and padding. */
export const unchanged = ({ kernel, input, output }: Windows) =>
  kernel.every((size, i) => size === 1 && input[i] === output[i]);

/** Images [batch, channels, height, width] with their padding put around them, and the windows over that. */
export function surrounded(image: Value, over: Windows, by: number, emit: Emit): readonly [Value, Windows] {
  const input = pair((i) => over.input[i] + over.before[i] + over.after[i]);
  return [pad(image, over, emit, by), { ...over, input, before: [0, 0], after: [0, 0] }];
}

/**
 * The averages along one axis as a matrix: averages by windows are averages along rows, then columns. A window
 * that sees nothing of the image is a row of `none`.
 */
export function means(over: Windows, axis: 0 | 1, none = 0): Rows {
  const { kernel, strides, before, input, output } = over;
  const [rows, columns] = [output[axis], input[axis]];
  const numbers = new Float32Array(rows * columns);
  for (let at = 0; at < rows; at++) {
    const start = at * strides[axis] - before[axis];
    const from = Math.max(0, start);
    const to = Math.min(columns, start + kernel[axis]);
    const [part, range] = from < to ? [1 / (to - from), [from, to]] : [none, [0, columns]];
    numbers.fill(part, at * columns + range[0]!, at * columns + range[1]!);
  }
  return { rows, columns, numbers };
}

/**
 * Where windows overlap, one pixel may be the maximum of several: their gradients add up. (Four MaxUnpools of
 * windows that do not overlap, and their sum, take half as long again.)
 */
export function added(change: Value, places: Value, image: Value, emit: Emit): Value {
  const flat = float([sizeOf(image.shape)]);
  const zeros = emit.op('ConstantOfShape', [emit.int64(flat.shape)], flat);
  const size = [sizeOf(change.shape)];
  const operands = [zeros, reshaped(places, size, emit), reshaped(change, size, emit)];
  const sums = emit.op('ScatterElements', operands, flat, { axis: 0, reduction: 'add' });
  return reshaped(sums, image.shape, emit);
}
