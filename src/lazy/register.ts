import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../arrays.js';
import { loadOnnxruntime } from '../engines/onnxruntime.js';
import type { Attributes, ValueSpec } from '../graph/graph.js';
import { kernels } from '../kernels/index.js';
import type { Kernel } from '../kernels/kernel.js';
import { callOf } from '../kernels/operands.js';
import { loadTfCpu, type Ops } from '../tf.js';
import { type LazyBackend, lazyBackend } from './backend.js';
import { fallbacks } from './fallbacks.js';
import { runPlain } from './plain.js';
import { Programs } from './programs.js';

/** The name under which tfjs knows the backend. */
export const BACKEND = 'dlx';

interface Call {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly backend: LazyBackend;
  readonly attrs?: Attributes;
}

/**
 * Makes `dlx` a backend of tfjs-core and the current one: `await useBackend(); tf.add(a, b).dataSync()`.
 *
 * @throws UserError (exit 4) where onnxruntime-node has no binary for this machine.
 */
export async function useBackend(): Promise<Ops> {
  const tf = await loadTfCpu();
  const { ort } = await loadOnnxruntime('native');
  const programs = new Programs(ort);
  if (tf.registerBackend(BACKEND, () => lazyBackend(tf.KernelBackend, () => programs), 0)) addKernels(tf);
  await tf.setBackend(BACKEND);
  return tf;
}

function addKernels(tf: Ops): void {
  const add = (kernelName: string, run: (call: Call) => TensorInfo | TensorInfo[]) =>
    tf.registerKernel({ kernelName, backendName: BACKEND, kernelFunc: run } as unknown as KernelConfig);
  for (const kernel of kernels) {
    add(kernel.name, ({ inputs, backend, attrs = {} }) => {
      if (sharesData(kernel.name)) return shared(kernel, inputs.x!, backend, attrs);
      if (attrs.dtype === 'string') return text(tf, kernel, backend, attrs);
      const { operands, attributes } = callOf(kernel, inputs, attrs);
      return backend.record(kernel, operands, attributes);
    });
  }
  for (const name of Object.keys(fallbacks)) {
    add(name, ({ inputs, backend, attrs = {} }) => runPlain(tf, backend, name, inputs, attrs));
  }
}

/** tfjs counts tensors: those that only look at another's numbers must not be new ones. */
const sharesData = (name: string) => name === 'Identity' || name === 'Reshape';

function shared(kernel: Kernel, x: TensorInfo, backend: LazyBackend, attrs: Attributes): TensorInfo {
  const { shape } = kernel.shape([x as ValueSpec], attrs) as ValueSpec;
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: [...shape], dtype: x.dtype };
}

/** Text is kept, not computed with: tfjs fills tensors with it all the same. */
function text(tf: Ops, { name }: Kernel, backend: LazyBackend, { shape, value }: Attributes): TensorInfo {
  if (name !== 'Fill') throw new Error(`backend dlx computes with float32, int32 and bool, not with string`);
  const sizes = shape as readonly number[];
  const encoded = tf.util.encodeString(value as string);
  return backend.made(Array.from({ length: sizeOf(sizes) }, () => encoded) as never, sizes, 'string');
}
