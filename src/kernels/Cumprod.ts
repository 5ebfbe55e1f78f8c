import type { Kernel } from './kernel.js';
import { permuted } from './nchw.js';
import { bool, parseAxes } from './shapes.js';

/**
 * Products of the first elements along an axis of n: the product of each row of an n x n table that has ones
 * where an element does not count, since ONNX has no such operator.
 */
export const Cumprod: Kernel = {
  name: 'Cumprod',
  inputs: ['x'],
  shape: ([x]) => ({ shape: x!.shape, dtype: x!.dtype === 'bool' ? 'int32' : x!.dtype }),
  lower([x], { axis, exclusive, reverse }, [y], emit) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    const numbers = x!.dtype === y!.dtype ? x! : emit.op('Cast', [x], y!, { to: 'int32' });
    const order = x!.shape.map((_, i) => i).filter((i) => i !== at);
    const last = permuted(numbers, [...order, at], emit);
    const [size, outer] = [x!.shape[at]!, last.shape.slice(0, -1)];
    const counts = Uint8Array.from({ length: size * size }, (_, i) => {
      const distance = (Math.floor(i / size) - (i % size)) * (reverse ? -1 : 1);
      return Number(exclusive ? distance > 0 : distance >= 0);
    });
    const rows = emit.op('Unsqueeze', [last, emit.int64([-2])], {
      shape: [...outer, 1, size],
      dtype: y!.dtype,
    });
    const one =
      y!.dtype === 'int32'
        ? emit.constant(Int32Array.of(1), [], 'int32')
        : emit.constant(Float32Array.of(1), [], 'float32');
    const mask = emit.constant(counts, bool([size, size]).shape, 'bool');
    const table = emit.op('Where', [mask, rows, one], { shape: [...outer, size, size], dtype: y!.dtype });
    const found = emit.op('ReduceProd', [table, emit.int64([-1])], last, { keepdims: 0 });
    const back = x!.shape.map((_, i) => (i < at ? i : i === at ? x!.shape.length - 1 : i - 1));
    return permuted(found, back, emit);
  },
};
