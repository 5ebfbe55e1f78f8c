import { allocate, type TypedArray } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { noScopes } from '../trace/trace.js';
import type { Job, Program } from './engine.js';
import { tableError } from './table-error.js';

/** Runs a job operation by operation on a tfjs backend that computes. */
export function eagerProgram(tf: Ops, backend: string, job: Job): Program {
  const outputs = new Map<string, TypedArray>(Object.entries(job.to));
  const run = () => {
    if (tf.getBackend() !== backend) throw new Error(`tfjs has changed its backend to ${tf.getBackend()}`);
    tf.tidy(() => {
      const tensors: Record<string, Tensor> = {};
      for (const { name, shape, dtype } of job.inputs) {
        const data = job.from[name]!;
        // tfjs keeps what it is given, and its int32 is what its other kernels expect of uint8.
        const values = dtype === 'uint8' ? Int32Array.from(data) : data.slice();
        tensors[name] = tf.tensor(values, [...shape], dtype === 'uint8' ? 'int32' : dtype);
      }
      for (const [name, tensor] of Object.entries(job.f(tf, tensors, noScopes))) {
        const values = tensor.dataSync() as TypedArray;
        if (!outputs.has(name)) outputs.set(name, allocate(tensor.dtype as 'float32', values.length));
        outputs.get(name)!.set(values);
      }
    });
  };
  return {
    run: async () => {
      try {
        run();
      } catch (error) {
        throw tableError(error);
      }
    },
    outputs,
    release: async () => {},
  };
}
