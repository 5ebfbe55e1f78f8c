import type { Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { filled, wide } from './scatter.js';

/** Indices [], [n] or [n, depth], values [] or [n]: a tensor of the default value but there. */
export const SparseToDense: Kernel = {
  name: 'SparseToDense',
  inputs: ['sparseIndices', 'sparseValues', 'defaultValue'],
  shape: ([, values], { outputShape }) => ({
    shape: outputShape as readonly number[],
    dtype: values!.dtype,
  }),
  lower([indices, values, initial], _attributes, [y], emit) {
    const [count = 1, depth = 1] = indices!.shape;
    const table = reshaped(wide(indices!, emit), [count, depth], emit);
    const numbers = values!.shape.length === 0 ? filled([count], values!, emit) : values!;
    return emit.op('ScatterND', [filled(y!.shape, initial!, emit), table, numbers], y!);
  },
};
