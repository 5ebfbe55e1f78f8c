import type { Kernel } from './kernel.js';
import { parseAxes } from './shapes.js';

export const ExpandDims: Kernel = {
  name: 'ExpandDims',
  inputs: ['input'],
  shape([input], { dim }) {
    const shape = [...input!.shape];
    shape.splice(parseAxes(dim, shape.length + 1)[0]!, 0, 1);
    return { shape, dtype: input!.dtype };
  },
  lower: ([input], _attributes, [y], emit) =>
    emit.op('Reshape', [input, emit.int64(y!.shape)], y!, { allowzero: 1 }),
};
