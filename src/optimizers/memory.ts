import { EXIT, UserError } from '../errors.js';
import type { Choice } from '../experiment/part.js';
import type { RowSums } from '../layers/layer.js';
import { instantiate, MAX_BYTES } from '../wasm.js';
import type { UpdateKernels } from './kernels.js';

/** One flat float32 vector in WebAssembly memory: engines see the array, kernels the address. */
export interface Vector {
  readonly data: Float32Array<ArrayBuffer>;
  readonly address: number;
}

/** The place of a weight in every vector, in elements: it begins on a cache line, and up to the next one is nothing else. */
export interface Range {
  readonly offset: number;
  readonly size: number;
  readonly shape: readonly number[];
  /** What it is held to after every update. */
  readonly constraint?: Choice;
  /** What a step puts out beside the sum of its gradient's rows; see gathered.ts. */
  readonly rowSums?: RowSums & { readonly sums: Float32Array };
}

/** Parameters, their gradient and the optimizer's slots: flat vectors of one length. */
export interface Vectors {
  /** Length of every vector, a multiple of 16; elements that belong to no weight stay zero. */
  readonly size: number;
  readonly parameters: Vector;
  readonly gradient: Vector;
  readonly slots: readonly Vector[];
  /** Of every weight. */
  readonly ranges: readonly Range[];
  readonly kernels: UpdateKernels;
}

/**
 * Allocates zeroed vectors and the kernels over them. WebAssembly memory is never grown afterwards, so
 * views of it stay valid and onnxruntime can read and write them without a copy. `ranges`: by default one weight.
 */
export function allocateVectors(
  length: number,
  slots: number,
  ranges: readonly Range[] = [{ offset: 0, size: length, shape: [length] }],
): Vectors {
  const size = Math.ceil(length / 16) * 16;
  const count = slots + 2;
  // So each vector starts on a cache line.
  const stride = size * 4;
  const bytes = stride * count;
  if (bytes > MAX_BYTES) {
    throw new UserError(
      {
        message: `${length} parameters with ${slots} optimizer slots need ${(bytes / 2 ** 30).toFixed(1)} GiB in one memory; at most 4 GiB are possible`,
        hint: 'use a smaller model, or an optimizer with fewer slots (sgd has none)',
      },
      EXIT.usage,
    );
  }
  const { memory, exports } = instantiate<UpdateKernels>(bytes);
  const vector = (index: number): Vector => ({
    data: new Float32Array(memory, index * stride, size),
    address: index * stride,
  });
  return {
    size,
    parameters: vector(0),
    gradient: vector(1),
    slots: Array.from({ length: slots }, (_, i) => vector(i + 2)),
    ranges,
    kernels: exports,
  };
}

/** Elements of a range with those up to the next cache line, which are zero. */
export const paddedSize = ({ size }: Range) => Math.ceil(size / 16) * 16;

/** Where a range of a vector begins, in bytes. */
export const addressIn = ({ address }: Vector, { offset }: Range) => address + 4 * offset;
