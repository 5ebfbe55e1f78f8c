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

/**
 * An `axis` option, in Keras's counting (0 is the batch, negative from the end), as a positive number.
 * `sample` is the shape of one sample, without the batch. Throws for an axis that is not there, or the batch.
 */
export function axisOf(axis: number, sample: readonly number[]): number {
  const rank = sample.length + 1;
  const positive = axis < 0 ? axis + rank : axis;
  if (positive >= 1 && positive < rank) return positive;
  const found = `axis ${axis} of an input of shape ${formatShape(sample)}`;
  if (positive === 0) throw new Error(`${found} is the batch: axes count from 1, or from the end from -1`);
  throw new Error(
    `${found} is not there: expected ${rank === 1 ? 'an input with axes' : rank === 2 ? '1 or -1' : `1 to ${rank - 1} or -1 to ${1 - rank}`}`,
  );
}

export const BYTES: Readonly<Record<DType, number>> = { float32: 4, int32: 4, uint8: 1, bool: 1 };

export function allocate(dtype: DType, size: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(size);
  return dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size);
}
