import type { Kernel } from './kernel.js';
import { assertAlike, parseAxes } from './shapes.js';

export const Concat: Kernel = {
  name: 'Concat',
  inputs: 'list',
  shape(inputs, { axis }) {
    const first = inputs[0]!;
    const at = at0(axis, first.shape.length);
    assertAlike('concat', inputs, at);
    const total = inputs.reduce((sum, { shape }) => sum + shape[at]!, 0);
    return { shape: first.shape.map((size, i) => (i === at ? total : size)), dtype: first.dtype };
  },
  lower: (inputs, { axis }, [y], emit) => emit.op('Concat', inputs, y!, { axis: at0(axis, y!.shape.length) }),
};

const at0 = (axis: unknown, rank: number) => parseAxes(axis as number, rank)[0]!;
