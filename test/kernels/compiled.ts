import * as ort from 'onnxruntime-node';
import { type DType, sizeOf, type TypedArray } from '../../src/arrays.js';
import type { Graph } from '../../src/graph/graph.js';
import { verify } from '../../src/graph/verify.js';
import { lower } from '../../src/kernels/lower.js';
import { onnxModel } from '../../src/onnx/model.js';
import { optimize } from '../../src/passes/index.js';
import { loadTfCpu, type Ops, type Tensor } from '../../src/tf.js';
import { trace } from '../../src/trace/trace.js';
import { target } from './target.js';

/** tfjs with the cpu backend, loaded once a test file. */
export const tf: Ops = await loadTfCpu();

/** A tensor as plain data: how tests write inputs and compare outputs. */
export interface Plain {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

/** What is compiled and compared: tensors in, one or several tensors out. */
export type Program = (tf: Ops, ...inputs: Tensor[]) => Tensor | Tensor[];

const list = (result: Tensor | Tensor[]) => (Array.isArray(result) ? result : [result]);
const named = (result: Tensor | Tensor[]) => Object.fromEntries(list(result).map((y, i) => [`y${i}`, y]));

/** The oracle: tfjs's kernels in plain JavaScript, eagerly. */
export function onCpu(f: Program, inputs: readonly Plain[]): Plain[] {
  return tf.tidy(() => {
    const tensors = inputs.map(({ data, shape, dtype }) =>
      tf.tensor(
        dtype === 'uint8' ? Int32Array.from(data) : data.slice(),
        [...shape],
        dtype === 'uint8' ? 'int32' : dtype,
      ),
    );
    return list(f(tf, ...tensors)).map((y) => ({
      dtype: y.dtype as DType,
      shape: [...y.shape],
      data: y.dataSync().slice() as TypedArray,
    }));
  });
}

/** The graph of tfjs kernels of a program, verified. */
export async function traced(f: Program, inputs: readonly Omit<Plain, 'data'>[]): Promise<Graph> {
  const specs = inputs.map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype }));
  const graph = await trace(tf, specs, (ops, tensors) =>
    named(f(ops, ...specs.map(({ name }) => tensors[name]!))),
  );
  verify(graph, 'tracing');
  return graph;
}

/** The graph of ONNX operators of a program, verified; after all passes if asked for. */
export async function lowered(
  f: Program,
  inputs: readonly Omit<Plain, 'data'>[],
  passes = false,
): Promise<Graph> {
  const graph = lower(await traced(f, inputs));
  verify(graph, 'lowering');
  return passes ? optimize(graph, target, true) : graph;
}

export function bytesOf(graph: Graph): Uint8Array<ArrayBuffer> {
  return onnxModel(graph, { name: 'test', producerVersion: '0', declareValues: true });
}

/** Runs a graph of ONNX operators as engines/onnx.ts does, on one thread. */
export async function runGraph(graph: Graph, inputs: readonly Plain[]): Promise<Plain[]> {
  const session = await ort.InferenceSession.create(bytesOf(graph), {
    intraOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { set_denormal_as_zero: '1' } },
  });
  try {
    const feeds = graph.inputs.map(({ name, value }, i) => {
      const data = inputs[i]!.data.slice() as Float32Array;
      return [name, new ort.Tensor(value.dtype as 'float32', data, value.shape)] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    return graph.outputs.map(({ name, value }) => {
      const found = results[name]!;
      if (found.data.length !== sizeOf(value.shape))
        throw new Error(`${name} has ${found.data.length} elements`);
      return { dtype: found.type as DType, shape: [...found.dims], data: found.data as TypedArray };
    });
  } finally {
    await session.release();
  }
}

/** Random inputs that read like a table: `f32([2, 3])`, or given numbers. */
export const f32 = (shape: readonly number[], data?: ArrayLike<number>): Plain => ({
  dtype: 'float32',
  shape,
  data: data
    ? Float32Array.from(data)
    : Float32Array.from({ length: sizeOf(shape) }, (_, i) => wave(i, shape.length)),
});
export const i32 = (shape: readonly number[], data?: ArrayLike<number>): Plain => ({
  dtype: 'int32',
  shape,
  data: Int32Array.from(data ?? Array.from({ length: sizeOf(shape) }, (_, i) => ((i * 7 + 3) % 11) - 5)),
});
export const bools = (shape: readonly number[], data?: ArrayLike<number>): Plain => ({
  dtype: 'bool',
  shape,
  data: Uint8Array.from(data ?? Array.from({ length: sizeOf(shape) }, (_, i) => Number((i * 5) % 3 === 1))),
});

/** Numbers of both signs without order, repetition or an exact zero; about -2 to 2. */
const wave = (i: number, phase: number) => 2 * Math.sin(i * 2.399 + phase + 0.7);

/** Same shapes and types; integers and bools equal, floats within `relative` (or `absolute`, by default denormal). */
export function differences(
  found: readonly Plain[],
  expected: readonly Plain[],
  relative = 1e-6,
  absolute = 1.2e-38,
): string[] {
  if (found.length !== expected.length) return [`${found.length} outputs, expected ${expected.length}`];
  return expected.flatMap((y, at) => {
    const x = found[at]!;
    const head = (plain: Plain) => `${plain.dtype}[${plain.shape}]`;
    if (head(x) !== head(y)) return [`output ${at} is ${head(x)}, expected ${head(y)}`];
    const wrong: string[] = [];
    for (let i = 0; i < y.data.length; i++) {
      const [a, b] = [x.data[i]!, y.data[i]!];
      const limit = y.dtype === 'float32' ? Math.max(absolute, relative * Math.abs(b)) : 0;
      if (Object.is(a, b) || a === b || Math.abs(a - b) <= limit) continue;
      wrong.push(`output ${at}[${i}] is ${a}, expected ${b}`);
    }
    return wrong;
  });
}
