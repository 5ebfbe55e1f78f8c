import { createHash } from 'node:crypto';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { Graph } from '../graph/graph.js';
import { printGraph } from '../graph/print.js';
import { kernels } from '../kernels/index.js';
import { callOf } from '../kernels/operands.js';
import type { Ops, Tensor } from '../tf.js';
import { ReadWhileTracing, Recorder, recordingBackend, type TraceInput } from './recorder.js';

const BACKEND = 'dlx-trace';

/** How a step says what it is doing, so that graphs and errors can name layers. */
export interface Scopes {
  /** Runs `f` with everything it computes filed under `name`. */
  within<T>(name: string, f: () => T): T;
  /** To be called at the end of a function that is being differentiated. */
  forwardDone(): void;
}

/** For engines that compute as they go. */
export const noScopes: Scopes = { within: (_name, f) => f(), forwardDone: () => {} };

export type Traceable = (
  tf: Ops,
  inputs: Readonly<Record<string, Tensor>>,
  scopes: Scopes,
) => Readonly<Record<string, Tensor>>;

/** A tfjs kernel without a row in the kernels table was needed. */
export class MissingKernel extends Error {
  constructor(
    readonly kernel: string,
    readonly scope: string,
  ) {
    super(`kernel ${kernel}, needed by ${scope || 'the step'}, has no lowering`);
  }
}

let active: Recorder | undefined;
let registered = false;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs `f` once on symbolic inputs and returns what it computed as a graph of tfjs kernels.
 *
 * `f` is traced twice, and the two graphs must be the same to the last constant: a difference means that
 * something random or changing leaked into the step instead of being an input.
 *
 * @throws MissingKernel, ReadWhileTracing, or whatever `f` throws; tfjs has its backend back by then.
 */
export function trace(tf: Ops, inputs: readonly TraceInput[], f: Traceable): Promise<Graph> {
  // tfjs has one current backend: one trace at a time.
  const result = turn.then(() => traceAlone(tf, inputs, f));
  turn = result.catch(() => {});
  return result;
}

async function traceAlone(tf: Ops, inputs: readonly TraceInput[], f: Traceable): Promise<Graph> {
  const before = tf.engine().backendName;
  register(tf);
  await tf.setBackend(BACKEND);
  try {
    const graph = traceOnce(tf, inputs, f);
    if (fingerprint(graph) !== fingerprint(traceOnce(tf, inputs, f))) {
      throw new Error('two traces of one step differ: a number that changes was not declared as an input');
    }
    return graph;
  } finally {
    if (before) await tf.setBackend(before);
  }
}

function traceOnce(tf: Ops, inputs: readonly TraceInput[], f: Traceable): Graph {
  const recorder = new Recorder();
  active = recorder;
  const engine = tf.engine();
  engine.startScope();
  try {
    const tensors: Record<string, Tensor> = {};
    for (const input of inputs) tensors[input.name] = engine.makeTensorFromTensorInfo(recorder.input(input));
    return recorder.graph(f(tf, tensors, scopesOf(tf, recorder)));
  } catch (error) {
    const missing = /registered kernel '(\w+)'|Kernel '(\w+)' not registered/.exec((error as Error).message);
    if (missing) throw new MissingKernel(missing[1] ?? missing[2]!, recorder.scope);
    if (error instanceof ReadWhileTracing) throw new ReadWhileTracing(recorder.scope);
    throw error;
  } finally {
    engine.endScope();
    active = undefined;
  }
}

function register(tf: Ops): void {
  if (registered) return;
  registered = true;
  tf.registerBackend(BACKEND, () => recordingBackend(tf.KernelBackend, () => active!), 0);
  for (const kernel of kernels) {
    tf.registerKernel({
      kernelName: kernel.name,
      backendName: BACKEND,
      kernelFunc({ inputs, attrs }) {
        const { operands, attributes } = callOf<TensorInfo>(kernel, inputs as never, (attrs ?? {}) as never);
        return active!.record(kernel, operands, attributes);
      },
    } as KernelConfig);
  }
}

function scopesOf(tf: Ops, recorder: Recorder): Scopes {
  const within = <T>(name: string, f: () => T): T => {
    const outer = recorder.scope;
    recorder.scope = name;
    const result = f();
    recorder.scope = outer;
    return result;
  };
  return { within, forwardDone: () => scopeGradients(tf, recorder, within) };
}

interface TapeNode {
  outputs: TensorInfo[];
  gradient: (dys: unknown) => Record<string, () => unknown>;
}

/**
 * Gives every gradient the scope of the operation that it derives. tfjs keeps the operations of a function
 * that is being differentiated on a tape, and calls their gradients when the function has returned.
 */
function scopeGradients(tf: Ops, recorder: Recorder, within: Scopes['within']): void {
  const state = (tf.engine() as unknown as { state: { activeTape?: TapeNode[] } }).state;
  for (const node of state.activeTape ?? []) {
    const scope = recorder.scopeOf(node.outputs[0]!);
    const gradient = node.gradient;
    if (!gradient) continue;
    node.gradient = (dys) => {
      const thunks = within(scope, () => gradient(dys));
      return Object.fromEntries(
        Object.entries(thunks).map(([name, thunk]) => [name, () => within(scope, thunk)]),
      );
    };
  }
}

function fingerprint(graph: Graph): string {
  const hash = createHash('sha256').update(printGraph(graph));
  for (const { data } of graph.constants) {
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
