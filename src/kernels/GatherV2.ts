import { sizeOf } from '../arrays.js';
import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { reshaped } from './nchw.js';
import { wide } from './scatter.js';
import { parseAxes } from './shapes.js';

/** Takes slices of x along an axis; with `batchDims`, each of the first axes' places has indices of its own. */
export const GatherV2: Kernel = {
  name: 'GatherV2',
  inputs: ['x', 'indices'],
  shape([x, indices], { axis, batchDims }) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    const own = indices!.shape.slice((batchDims as number | undefined) ?? 0);
    return { shape: [...x!.shape.slice(0, at), ...own, ...x!.shape.slice(at + 1)], dtype: x!.dtype };
  },
  lower([x, indices], { axis, batchDims }, [y], emit) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    if (batchDims) return reshaped(batched(x!, indices!, at, batchDims as number, emit), y!.shape, emit);
    return emit.op('Gather', [x, indices], y!, { axis: at });
  },
};

/** x as [batch, outer, size, inner], indices as [batch, 1, count, 1] for each of outer and inner. */
function batched(x: Value, indices: Value, at: number, batchDims: number, emit: Emit): Value {
  const batch = sizeOf(x.shape.slice(0, batchDims));
  const outer = sizeOf(x.shape.slice(batchDims, at));
  const inner = sizeOf(x.shape.slice(at + 1));
  const count = sizeOf(indices.shape.slice(batchDims));
  const shape = [batch, outer, count, inner];
  const places = reshaped(wide(indices, emit), [batch, 1, count, 1], emit);
  const all = emit.op('Expand', [places, emit.int64(shape)], { shape, dtype: 'int64' });
  const table = reshaped(x, [batch, outer, x.shape[at]!, inner], emit);
  return emit.op('GatherElements', [table, all], { shape, dtype: x.dtype }, { axis: 2 });
}
