import { availableParallelism } from 'node:os';
import { EXIT, UserError } from '../errors.js';
import { loadTf } from '../tf.js';
import { eagerProgram } from './eager.js';
import { defineEngine } from './engine.js';

/** libtensorflow through tfjs-node, an optional dependency with an install step of its own. */
export const tfjsNode = defineEngine({
  name: 'tfjs-node',
  summary: "TensorFlow's C library through @tensorflow/tfjs-node, where its install step can run.",
  options: { type: 'object', properties: {} },
  async load() {
    const node = await importTfjsNode();
    // tfjs-node brings its own copy of tfjs-core, which shares its engine with ours through a global.
    const tf = await loadTf();
    await tf.setBackend('tensorflow');
    const { TF_Version } = (tf.backend() as unknown as { binding: { TF_Version: string } }).binding;
    return {
      version: `tfjs-node ${node.version['tfjs-node']} (TensorFlow ${TF_Version})`,
      threads: availableParallelism(),
      async compile(job) {
        await tf.setBackend('tensorflow');
        return eagerProgram(tf, 'tensorflow', job);
      },
    };
  },
});

interface TfjsNode {
  readonly version: { readonly 'tfjs-node': string };
}

async function importTfjsNode(): Promise<TfjsNode> {
  try {
    return await quietly(async () => {
      const name: string = '@tensorflow/tfjs-node';
      const module = (await import(name)) as { default?: TfjsNode } & TfjsNode;
      return module.default ?? module;
    });
  } catch (error) {
    throw new UserError(
      {
        message: `engine tfjs-node cannot be loaded: ${(error as Error).message.split('\n')[0]!.replace(/\.? +$/, '')}`,
        hint: 'install it with `npm rebuild @tensorflow/tfjs-node --ignore-scripts=false`, or use the engine onnx',
      },
      EXIT.io,
      error,
    );
  }
}

/**
 * Without what both sides say at every start: TensorFlow, that it found a CPU; tfjs-core, that its second copy finds
 * platform, backends and kernels of the first one in place.
 */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  const { warn } = console;
  console.warn = () => {};
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
