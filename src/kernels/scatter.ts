import type { GraphDType, Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';

/** A zero of a type. */
export function zero(dtype: GraphDType, emit: Emit): Value {
  if (dtype === 'float32') return emit.constant(new Float32Array(1), [], dtype);
  if (dtype === 'int32') return emit.constant(new Int32Array(1), [], dtype);
  return emit.constant(new Uint8Array(1), [], dtype);
}

/** A tensor of one number. */
export const filled = (shape: readonly number[], by: Value, emit: Emit): Value =>
  emit.op('Expand', [by, emit.int64(shape)], { shape, dtype: by.dtype });

/** Indices as ONNX wants them. */
export const wide = (indices: Value, emit: Emit): Value =>
  emit.op('Cast', [indices], { shape: indices.shape, dtype: 'int64' }, { to: 'int64' });
