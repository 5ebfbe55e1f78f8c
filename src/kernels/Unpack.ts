import type { Kernel } from './kernel.js';
import { parseAxes } from './shapes.js';

export const Unpack: Kernel = {
  name: 'Unpack',
  inputs: ['value'],
  shape([value], { axis }) {
    const at = at0(axis, value!.shape.length);
    const one = { shape: value!.shape.filter((_, i) => i !== at), dtype: value!.dtype };
    return Array.from({ length: value!.shape[at]! }, () => one);
  },
  lower([value], { axis }, outputs, emit) {
    const at = at0(axis, value!.shape.length);
    const shape = value!.shape.map((size, i) => (i === at ? 1 : size));
    const parts = emit.ops(
      'Split',
      [value],
      outputs.map(({ dtype }) => ({ shape, dtype })),
      {
        axis: at,
        num_outputs: outputs.length,
      },
    );
    return parts.map((part, i) => emit.op('Squeeze', [part, emit.int64([at])], outputs[i]!));
  },
};

const at0 = (axis: unknown, rank: number) => parseAxes(axis as number, rank)[0]!;
