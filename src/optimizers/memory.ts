import { EXIT, UserError } from '../errors.js';
import { instantiate, MAX_BYTES } from '../wasm.js';

/** The compiled kernels (assembly/index.ts). Addresses are bytes into the vectors' memory. */
export interface UpdateKernels {
  adadelta(
    size: number,
    param: number,
    gradient: number,
    gradients: number,
    updates: number,
    learningRate: number,
    rho: number,
    rest: number,
    epsilon: number,
  ): void;
  adam(
    size: number,
    param: number,
    gradient: number,
    momentum: number,
    velocity: number,
    alpha: number,
    rate1: number,
    rate2: number,
    epsilon: number,
  ): void;
  /** Bits of the largest absolute value, which as integers stand in the order of the numbers: infinity, then NaN above all. */
  magnitude(vector: number, size: number): number;
  rmsprop(
    size: number,
    param: number,
    gradient: number,
    velocity: number,
    learningRate: number,
    rho: number,
    rest: number,
    epsilon: number,
  ): void;
  rmspropCentered(
    size: number,
    param: number,
    gradient: number,
    velocity: number,
    mean: number,
    momentum: number,
    learningRate: number,
    rho: number,
    rest: number,
    epsilon: number,
    part: number,
  ): void;
  rmspropMomentum(
    size: number,
    param: number,
    gradient: number,
    velocity: number,
    momentum: number,
    learningRate: number,
    rho: number,
    rest: number,
    epsilon: number,
    part: number,
  ): void;
  sgd(size: number, param: number, gradient: number, learningRate: number): void;
  sgdMomentum(
    size: number,
    param: number,
    gradient: number,
    velocity: number,
    learningRate: number,
    momentum: number,
  ): void;
  sgdNesterov: UpdateKernels['sgdMomentum'];
}

/** One flat float32 vector in WebAssembly memory: engines see the array, kernels the address. */
export interface Vector {
  readonly data: Float32Array<ArrayBuffer>;
  readonly address: number;
}

/** Parameters, their gradient and the optimizer's slots: flat vectors of one length. */
export interface Vectors {
  /** Length of every vector, a multiple of 16; elements that belong to no weight stay zero. */
  readonly size: number;
  readonly parameters: Vector;
  readonly gradient: Vector;
  readonly slots: readonly Vector[];
  readonly kernels: UpdateKernels;
}

/**
 * Allocates zeroed vectors and the kernels over them. WebAssembly memory is never grown afterwards, so
 * views of it stay valid and onnxruntime can read and write them without a copy.
 */
export function allocateVectors(length: number, slots: number): Vectors {
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
    kernels: exports,
  };
}
