import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { allocate, type DType, sizeOf, type TypedArray } from '../arrays.js';
import { EXIT, UserError } from '../errors.js';
import { onnxModel } from '../onnx/model.js';
import { version } from '../version.js';
import { compileGraph } from './compile.js';
import { defineEngine, type Job, type Program } from './engine.js';
import { imageBlock } from './image-block.js';
import { usesMemoryPattern } from './memory-pattern.js';
import { type LoadedRuntime, loadOnnxruntime } from './onnxruntime.js';
import { optimizationLevel } from './optimization-level.js';
import { pack } from './pack.js';
import type { Compiled } from './sessions.js';
import type { Lease } from './shared.js';
import { tableError } from './table-error.js';
import { physicalCores } from './threads.js';

/** The compiled engine: every step is traced, rewritten, lowered to ONNX and run as one call. */
export const onnx = defineEngine({
  name: 'onnx',
  summary: 'Compiles each step into one ONNX graph and runs it with onnxruntime.',
  options: {
    type: 'object',
    properties: {
      threads: {
        type: 'integer',
        minimum: 1,
        maximum: 1024,
        description:
          'Threads of one step. Default: as many as there are physical cores. Results depend on it.',
      },
      runtime: {
        enum: ['native', 'web'],
        description:
          'onnxruntime-node or onnxruntime-web. Default: the native one where it is installed and runs.',
      },
    },
  },
  variants: [
    { name: 'native', options: { runtime: 'native' } },
    { name: 'web', options: { runtime: 'web' } },
  ],
  async load(options, sessions) {
    const runtime = await loadOnnxruntime(options.runtime ?? process.env.DLX_ONNXRUNTIME);
    const threads = options.threads ?? physicalCores();
    if (!runtime.native && runtime.ort.env.wasm) runtime.ort.env.wasm.numThreads = threads;
    const block = await blockOf(runtime);
    const target = block === undefined ? {} : { block };
    return {
      version: runtime.version,
      threads,
      ...(block !== undefined && { imageBlock: block }),
      async compile(job) {
        const compile = async (): Promise<Compiled> => {
          const graph = await compileGraph(job.name, job.inputs, job.f, target);
          const packed = pack(graph, job.from, job.to).graph;
          const bytes = onnxModel(packed, { name: job.name, producerVersion: version });
          const settings = {
            enableMemPattern: usesMemoryPattern(packed),
            graphOptimizationLevel: optimizationLevel(packed),
          };
          return { graph, session: await createSession(runtime, bytes, threads, job.name, settings) };
        };
        const lease =
          sessions && job.key !== undefined
            ? await sessions.take(job, JSON.stringify([runtime.version, threads, block]), compile)
            : alone(await compile());
        return onnxProgram(runtime, lease, job);
      },
    };
  },
});

/** Of one model: onnxruntime is there and works. */
export class RefusedGraph extends Error {
  constructor(cause: unknown) {
    super((cause as Error).message, { cause });
    this.name = 'RefusedGraph';
  }
}

async function createSession(
  { ort, native }: LoadedRuntime,
  bytes: Uint8Array,
  threads: number,
  name: string,
  settings: InferenceSession.SessionOptions,
) {
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // What goes wrong is thrown, in the same words.
    logSeverityLevel: 4,
    ...settings,
  };
  const profile = process.env.DLX_PROFILE;
  if (profile)
    Object.assign(options, {
      enableProfiling: true,
      profileFilePrefix: `${profile} ${name}`.replaceAll(' ', '-'),
    });
  // Arithmetic on denormal numbers is up to a hundred times slower.
  if (native) Object.assign(options, { extra: { session: { set_denormal_as_zero: '1' } } });
  else options.executionProviders = ['wasm'];
  try {
    return await ort.InferenceSession.create(bytes, options);
  } catch (error) {
    throw new UserError(
      {
        message: `onnxruntime refuses the graph of ${name}: ${(error as Error).message}`,
        hint: 'this is a mistake of dlx: please report it with the experiment; --engine cpu runs it meanwhile',
      },
      EXIT.io,
      new RefusedGraph(error),
    );
  }
}

const blocks = new WeakMap<LoadedRuntime['ort'], Promise<number | undefined>>();

/** Asked once in a process. */
function blockOf(runtime: LoadedRuntime): Promise<number | undefined> {
  const known = blocks.get(runtime.ort) ?? imageBlock(runtime);
  blocks.set(runtime.ort, known);
  return known;
}

const fail = (error: unknown): never => {
  throw tableError(error);
};

const alone = (value: Compiled): Lease<Compiled> => ({ value, release: () => value.session.release() });

/** Inputs and outputs are bound once, to buffers that stay: a run allocates no tensors. */
function onnxProgram({ ort, native }: LoadedRuntime, { value, release }: Lease<Compiled>, job: Job): Program {
  const { session } = value;
  const { graph, from, to } = pack(value.graph, job.from, job.to);
  const tensor = (dtype: string, data: TypedArray, shape: readonly number[]) =>
    new ort.Tensor(dtype as 'float32', data as Float32Array, shape);
  const feeds: Record<string, Tensor> = {};
  for (const { name, value } of graph.inputs) feeds[name] = tensor(value.dtype, from[name]!, value.shape);
  const fetches: Record<string, Tensor> = {};
  const written = new Map<string, TypedArray>();
  // Gradients that cross in a pack are outputs under their own names all the same.
  const outputs = new Map<string, TypedArray>(Object.entries(job.to));
  for (const { name, value } of graph.outputs) {
    const data = to[name] ?? allocate(value.dtype as DType, sizeOf(value.shape));
    written.set(name, data);
    if (to[name] === undefined) outputs.set(name, data);
    fetches[name] = tensor(value.dtype, data, value.shape);
  }
  return {
    async run() {
      if (native) {
        await session.run(feeds, fetches).catch(fail);
        return;
      }
      // The WebAssembly runtime accepts buffers for outputs, but leaves them as they were: it must be given none.
      const results = await session.run(feeds, { logSeverityLevel: 4 }).catch(fail);
      for (const name in results) written.get(name)!.set(results[name]!.data as TypedArray);
    },
    outputs,
    async release() {
      if (process.env.DLX_PROFILE) session.endProfiling();
      await release();
    },
  };
}
