import type { Value, ValueSpec } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { modulo } from './Mod.js';
import { bool, broadcast, float } from './shapes.js';

/** The quotient rounded down, always as int32; of int32 by 0 it is 0. */
export const FloorDiv: Kernel = {
  name: 'FloorDiv',
  inputs: ['a', 'b'],
  shape: ([a, b]) => ({ shape: broadcast(a!.shape, b!.shape), dtype: 'int32' }),
  lower([a, b], _attributes, [y], emit) {
    if (a!.dtype === 'int32') return whole(a!, b!, y!, emit);
    const quotient = emit.op('Div', [a, b], float(y!.shape));
    return emit.op('Cast', [emit.op('Floor', [quotient], float(y!.shape))], y!, { to: 'int32' });
  },
};

/** What is left when the remainder is gone divides evenly; a division by 0 would end the process. */
function whole(a: Value, b: Value, y: ValueSpec, emit: Emit): Value {
  const [zero, one] = [0, 1].map((x) => emit.constant(Int32Array.of(x), [], 'int32'));
  const none = emit.op('Equal', [b, zero], bool(b.shape));
  const divisor = emit.op('Where', [none, one, b], { shape: b.shape, dtype: 'int32' });
  const even = emit.op('Sub', [a, modulo(a, divisor, y, emit)], y);
  return emit.op('Where', [none, zero, emit.op('Div', [even, divisor], y)], y);
}
