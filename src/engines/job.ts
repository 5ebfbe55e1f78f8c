import type { TypedArray } from '../arrays.js';
import type { TraceInput } from '../trace/recorder.js';
import type { Traceable } from '../trace/trace.js';

/** A function of tensors with fixed shapes, and the buffers that it reads and writes. */
export interface Job {
  /** For messages and model files: `mnist-mlp train 64`. */
  readonly name: string;
  /** Equal for jobs whose `inputs` and `f` are: what was compiled for one serves the other. Absent: it is compiled anew. */
  readonly key?: string;
  readonly inputs: readonly TraceInput[];
  readonly f: Traceable;
  /** Where every input is read from at each run. */
  readonly from: Readonly<Record<string, TypedArray>>;
  /** Where outputs are to be written; the program makes room for the others. */
  readonly to: Readonly<Record<string, TypedArray>>;
}
