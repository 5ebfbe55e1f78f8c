import type { Plain, Program } from './compiled.js';

/** One use of a kernel: the function is traced and run, and must contain the kernel. */
export interface Case {
  /** What is special about it; shapes are printed anyway. */
  readonly about?: string;
  readonly inputs: readonly Plain[];
  readonly f: Program;
  /** What tfjs's cpu backend runs instead, for kernels that it lacks. */
  readonly oracle?: Program;
  /** Relative tolerance where 1e-6 cannot be held, with the reason in `about`. */
  readonly relative?: number;
  /** Absolute tolerance; by default the smallest normal float32, since onnxruntime flushes denormals. */
  readonly absolute?: number;
}

/** Cases by the name of their kernel. */
export type Cases = Readonly<Record<string, readonly Case[]>>;
