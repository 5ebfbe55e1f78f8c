import { allocate, type DType } from '../arrays.js';
import type { Value, ValueSpec } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { bool, broadcast } from './shapes.js';

/** The remainder with the sign of the divisor. */
export const Mod: Kernel = {
  name: 'Mod',
  inputs: ['a', 'b'],
  shape: ([a, b]) => ({ shape: broadcast(a!.shape, b!.shape), dtype: a!.dtype }),
  lower: ([a, b], _attributes, [y], emit) => modulo(a!, b!, y!, emit),
};

/** ONNX's own Mod of that kind is for whole numbers only, and ends the process at a divisor of 0. */
export function modulo(a: Value, b: Value, y: ValueSpec, emit: Emit): Value {
  const rest = emit.op('Mod', [a, b], y, { fmod: 1 });
  const zero = emit.constant(allocate(a.dtype as DType, 1), [], a.dtype);
  const [left, right] = [a, b].map((x) => emit.op('Less', [x, zero], bool(x.shape)));
  const differ = emit.op('Xor', [left, right], bool(y.shape));
  const moved = emit.op('Mod', [emit.op('Add', [rest, b], y), b], y, { fmod: 1 });
  return emit.op('Where', [differ, moved, rest], y);
}
