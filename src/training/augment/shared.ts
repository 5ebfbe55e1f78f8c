import type { DType, TypedArray } from '../../arrays.js';

/** Elements over memory that threads share. */
export function over(dtype: DType, buffer: SharedArrayBuffer): TypedArray {
  const shared = buffer as unknown as ArrayBuffer;
  if (dtype === 'float32') return new Float32Array(shared);
  return dtype === 'int32' ? new Int32Array(shared) : new Uint8Array(shared);
}

/** A copy in memory that threads share. */
export function sharedCopy(data: TypedArray, dtype: DType): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(data.byteLength);
  over(dtype, buffer).set(data);
  return buffer;
}
