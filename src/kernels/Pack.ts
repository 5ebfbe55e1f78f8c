import type { Kernel } from './kernel.js';
import { assertAlike, parseAxes } from './shapes.js';

export const Pack: Kernel = {
  name: 'Pack',
  inputs: 'list',
  shape(inputs, { axis }) {
    assertAlike('stack', inputs);
    const types = new Set(inputs.map(({ dtype }) => dtype));
    if (types.size > 1) throw new Error(`stack: types must be equal, found ${[...types].join(' and ')}`);
    const shape = [...inputs[0]!.shape];
    shape.splice(at0(axis, shape.length + 1), 0, inputs.length);
    return { shape, dtype: inputs[0]!.dtype };
  },
  lower(inputs, { axis }, [y], emit) {
    const at = at0(axis, y!.shape.length);
    const shape = y!.shape.map((size, i) => (i === at ? 1 : size));
    const rows = inputs.map((x) => emit.op('Unsqueeze', [x, emit.int64([at])], { shape, dtype: x.dtype }));
    return emit.op('Concat', rows, y!, { axis: at });
  },
};

const at0 = (axis: unknown, rank: number) => parseAxes(axis as number, rank)[0]!;
