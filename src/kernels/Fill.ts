import { allocate, type DType, sizeOf } from '../arrays.js';
import type { GraphDType, Value, ValueSpec } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';

export const Fill: Kernel = {
  name: 'Fill',
  inputs: [],
  shape: (_inputs, { shape, dtype }) => ({
    shape: shape as readonly number[],
    dtype: (dtype as GraphDType | undefined) ?? 'float32',
  }),
  lower: (_inputs, { value }, [y], emit) => filled(y!, value as number, emit),
};

/** A constant of one number, repeated. */
export function filled(spec: ValueSpec, value: number, emit: Emit): Value {
  const data = allocate(spec.dtype as DType, sizeOf(spec.shape)).fill(value);
  return emit.constant(data, spec.shape, spec.dtype);
}
