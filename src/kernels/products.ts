import type { Value } from '../graph/graph.js';
import type { Emit } from './kernel.js';
import { float } from './shapes.js';

/** a [..., m, k] times the transpose of b [..., n, k] -> [..., m, n], without transposing anything. */
export function timesTransposed(a: Value, b: Value, emit: Emit): Value {
  const shape = [...a.shape.slice(0, -1), b.shape.at(-2)!];
  return emit.op('com.microsoft.FusedMatMul', [a, b], float(shape), { transB: 1 });
}

/** The sum over the first axis. */
export function summed(x: Value, emit: Emit): Value {
  return emit.op('ReduceSum', [x, emit.int64([0])], float(x.shape.slice(1)), { keepdims: 0 });
}

/** Values of equal shapes one behind the other along an axis. */
export function joined(parts: readonly Value[], axis: number, emit: Emit): Value {
  const [first] = parts as [Value];
  if (parts.length === 1) return first;
  const length = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
  const shape = first.shape.map((size, i) => (i === axis ? length : size));
  return emit.op('Concat', parts, { shape, dtype: first.dtype }, { axis });
}
