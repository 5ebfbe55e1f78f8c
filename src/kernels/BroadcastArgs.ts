import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { scalar } from './numeric.js';
import { bool } from './shapes.js';

/** The shape that two shapes, given as int32 tensors, broadcast to. Those that do not are not looked for. */
export const BroadcastArgs: Kernel = {
  name: 'BroadcastArgs',
  inputs: ['s0', 's1'],
  shape([a, b]) {
    const flat = [a!, b!].find(({ shape }) => shape.length !== 1);
    if (flat) throw new Error(`broadcastArgs takes shapes of one axis, found [${flat.shape}]`);
    return { shape: [Math.max(a!.shape[0]!, b!.shape[0]!)], dtype: 'int32' };
  },
  lower(inputs, _attributes, [y], emit) {
    const [a, b] = inputs.map((shape) => ofRank(shape, y!.shape[0]!, emit)) as [Value, Value];
    const open = emit.op('Equal', [a, scalar(1, 'int32', emit)], bool(y!.shape));
    return emit.op('Where', [open, b, a], y!);
  },
};

/** Ones in front. */
function ofRank(shape: Value, rank: number, emit: Emit): Value {
  const missing = rank - shape.shape[0]!;
  if (missing === 0) return shape;
  const ones = emit.constant(new Int32Array(missing).fill(1), [missing], 'int32');
  return emit.op('Concat', [ones, shape], { shape: [rank], dtype: 'int32' }, { axis: 0 });
}
