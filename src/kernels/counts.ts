import { sizeOf } from '../arrays.js';
import type { Value, ValueSpec } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { scalar } from './numeric.js';
import { filled, wide } from './scatter.js';

/**
 * Adds up weights (or ones, where there are none) by the numbers of rows [..., n], the last axis: [..., size]. What
 * is beyond the size does not count.
 *
 * `once`: 1 for what occurs, whatever its weight.
 */
export function counts(x: Value, weights: Value, y: ValueSpec, emit: Emit, once = false): Value {
  const [rows, size] = [y.shape.slice(0, -1), y.shape.at(-1)!];
  const axis = rows.length;
  // What does not count goes to one place more, which is cut off.
  const room: ValueSpec = { shape: [...rows, size + 1], dtype: y.dtype };
  const capped = emit.op('Min', [x, scalar(size, 'int32', emit)], { shape: x.shape, dtype: 'int32' });
  const own = sizeOf(weights.shape) > 0 && !once;
  const amounts = own ? weights : filled(x.shape, scalar(1, y.dtype, emit), emit);
  const zeros = filled(room.shape, scalar(0, y.dtype, emit), emit);
  const options = once ? { axis } : { axis, reduction: 'add' };
  const sums = emit.op('ScatterElements', [zeros, wide(capped, emit), amounts], room, options);
  return emit.op('Slice', [sums, emit.int64([0]), emit.int64([size]), emit.int64([axis])], y);
}
