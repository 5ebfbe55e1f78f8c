import type { GraphDType, Value, ValueSpec } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { bool } from './shapes.js';

/** One number of a type. */
export function scalar(value: number, dtype: GraphDType, emit: Emit): Value {
  const data = dtype === 'int32' ? Int32Array.of(value) : Float32Array.of(value);
  return emit.constant(data, [], dtype === 'int32' ? 'int32' : 'float32');
}

/** The same numbers as another type. */
export function converted(x: Value, dtype: GraphDType, emit: Emit): Value {
  if (x.dtype === dtype) return x;
  return emit.op('Cast', [x], { shape: x.shape, dtype }, { to: dtype });
}

export const asFloat = (x: Value, emit: Emit): Value => converted(x, 'float32', emit);

/** `instead` (broadcast) where x is NaN, else y; all of one shape and type. */
export function whereNaN(x: Value, instead: Value, y: Value, emit: Emit): Value {
  const spec: ValueSpec = { shape: y.shape, dtype: y.dtype };
  return emit.op('Where', [emit.op('IsNaN', [x], bool(x.shape)), instead, y], spec);
}
