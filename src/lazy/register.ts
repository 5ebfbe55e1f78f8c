import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { loadOnnxruntime } from '../engines/onnxruntime.js';
import type { Attributes, ValueSpec } from '../graph/graph.js';
import { kernels } from '../kernels/index.js';
import type { Kernel } from '../kernels/kernel.js';
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
      const list =
        kernel.inputs === 'list' ? Object.values(inputs) : kernel.inputs.map((name) => inputs[name]!);
      return backend.record(kernel, list, attrs);
    });
  }
  for (const name of Object.keys(fallbacks)) {
    add(name, ({ inputs, backend, attrs = {} }) => runPlain(tf, backend, name, inputs, attrs));
  }
}

/** tfjs counts tensors: those that only look at another's numbers must not be new ones. */
const sharesData = (name: string) => name === 'Identity' || name === 'Reshape';

function shared(kernel: Kernel, x: TensorInfo, backend: LazyBackend, attrs: Attributes): TensorInfo {
  const spec = x.dtype === 'string' ? undefined : (kernel.shape([x as ValueSpec], attrs) as ValueSpec);
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: [...(spec?.shape ?? x.shape)], dtype: x.dtype };
}
