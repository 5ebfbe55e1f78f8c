import type { ConstantData, GraphDType, Value } from '../graph/graph.js';
import { isUniform } from '../graph/print.js';
import type { Rewriter } from '../graph/rewrite.js';

/** The one number that all elements of a float32 constant are, or undefined. */
export function uniform(value: Value | undefined, rewriter: Rewriter): number | undefined {
  const data = rewriter.constant(value);
  if (!data || data.length === 0 || !(data instanceof Float32Array) || !isUniform(data)) return undefined;
  return data[0];
}

/** Whether a number is zero or neither too large nor too small for a float32 of full precision. */
export function isNormal(number: number): boolean {
  const size = Math.abs(number);
  return size === 0 || (size >= 1.1754943508222875e-38 && size <= 3.4028234663852886e38);
}

export function scalar(number: number, rewriter: Rewriter): Value {
  return rewriter.newConstant(Float32Array.of(number), [], 'float32');
}

/** What ONNX wants shapes and axes to be. */
export function int64(numbers: readonly number[], rewriter: Rewriter): Value {
  return rewriter.newConstant(BigInt64Array.from(numbers, BigInt), [numbers.length], 'int64');
}

/** The same numbers as another type, as ONNX's Cast has them. */
export function castData(data: ConstantData, dtype: GraphDType): ConstantData {
  const numbers = Array.from(data as Iterable<number | bigint>, Number);
  if (dtype === 'int64') return BigInt64Array.from(numbers, (n) => BigInt(Math.trunc(n)));
  if (dtype === 'float32') return Float32Array.from(numbers);
  if (dtype === 'bool') return Uint8Array.from(numbers, (n) => (n === 0 ? 0 : 1));
  return dtype === 'int32' ? Int32Array.from(numbers, Math.trunc) : Uint8Array.from(numbers, Math.trunc);
}
