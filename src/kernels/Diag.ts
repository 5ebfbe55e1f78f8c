import { sizeOf } from '../arrays.js';
import type { GraphDType, Value } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { zero } from './scatter.js';

/** onnxruntime's Where has no bool. */
const whereType = (dtype: GraphDType) => (dtype === 'bool' ? 'uint8' : dtype);

/** x [...a] on the diagonal of zeros [...a, ...a]. */
export const Diag: Kernel = {
  name: 'Diag',
  inputs: ['x'],
  shape: ([x]) => ({ shape: [...x!.shape, ...x!.shape], dtype: x!.dtype }),
  lower([x], _attributes, [y], emit) {
    const size = sizeOf(x!.shape);
    const diagonal = Uint8Array.from({ length: size ** 2 }, (_, i) => Number(i % (size + 1) === 0));
    const mask = emit.constant(diagonal, [size, size], 'bool');
    const square = { shape: [size, size], dtype: whereType(x!.dtype) };
    const flat = reshaped(x!, [size], emit);
    const cast = (value: Value, to: GraphDType) =>
      value.dtype === to ? value : emit.op('Cast', [value], { shape: value.shape, dtype: to }, { to });
    const operands = [mask, cast(flat, square.dtype), zero(square.dtype, emit)];
    const found = cast(emit.op('Where', operands, square), x!.dtype);
    return reshaped(found, y!.shape, emit);
  },
};
