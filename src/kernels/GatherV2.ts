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
    const batch = fromFront(batchDims, indices!.shape.length);
    assertBatch(x!.shape, indices!.shape, batch, at);
    const own = indices!.shape.slice(batch);
    return { shape: [...x!.shape.slice(0, at), ...own, ...x!.shape.slice(at + 1)], dtype: x!.dtype };
  },
  lower([x, indices], { axis, batchDims }, [y], emit) {
    const at = parseAxes(axis, x!.shape.length)[0]!;
    const batch = fromFront(batchDims, indices!.shape.length);
    if (batch > 0) return reshaped(batched(x!, indices!, at, batch, emit), y!.shape, emit);
    return emit.op('Gather', [x, indices], y!, { axis: at });
  },
};

/** A number of axes; a negative one leaves so many of the rank over. */
function fromFront(batchDims: unknown, rank: number): number {
  const given = (batchDims as number | undefined) ?? 0;
  return given < 0 ? given + rank : given;
}

function assertBatch(x: readonly number[], indices: readonly number[], batch: number, axis: number): void {
  if (batch < 0 || batch > indices.length)
    throw new Error(
      `Expect batchDims in the range of [-${indices.length}, ${indices.length}], the rank of indices, but got ${batch < 0 ? batch - indices.length : batch}`,
    );
  if (batch > axis) throw new Error(`batchDims (${batch}) must be less than or equal to axis (${axis}).`);
  const i = x.slice(0, batch).findIndex((size, at) => size !== indices[at]);
  if (i >= 0)
    throw new Error(`x.shape[${i}]: ${x[i]} should be equal to indices.shape[${i}]: ${indices[i]}.`);
}

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
