import type { Kernel } from './kernel.js';

export const ExpandDims: Kernel = {
  name: 'ExpandDims',
  inputs: ['input'],
  shape([input], { dim }) {
    const shape = [...input!.shape];
    const at = dim as number;
    shape.splice(at < 0 ? at + shape.length + 1 : at, 0, 1);
    return { shape, dtype: input!.dtype };
  },
  lower: ([input], _attributes, [y], emit) =>
    emit.op('Reshape', [input, emit.int64(y!.shape)], y!, { allowzero: 1 }),
};
