/** Element types that data and tensors can have in dlx. */
export type DType = 'float32' | 'int32' | 'uint8' | 'bool';

export type TypedArray = Float32Array | Int32Array | Uint8Array;

/** A dense array in row-major order. The first axis of data is the row (sample). */
export interface NDArray<A extends TypedArray = TypedArray> {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: A;
}

/** Shape and element type of one sample or one weight: no batch axis. */
export interface Spec {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const axis of shape) size *= axis;
  return size;
}

/** `28x28x1`; a scalar is `()`. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 0 ? '()' : shape.join('x');
}

export const BYTES: Readonly<Record<DType, number>> = { float32: 4, int32: 4, uint8: 1, bool: 1 };

export function allocate(dtype: DType, size: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(size);
  return dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size);
}
