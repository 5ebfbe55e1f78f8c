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
    return {
      version: `tfjs-node ${node.version['tfjs-node']}`,
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
    const name: string = '@tensorflow/tfjs-node';
    const module = (await import(name)) as { default?: TfjsNode } & TfjsNode;
    return module.default ?? module;
  } catch (error) {
    throw new UserError(
      {
        message: `engine tfjs-node cannot be loaded: ${(error as Error).message.split('\n')[0]}`,
        hint: 'install it with `npm rebuild @tensorflow/tfjs-node --ignore-scripts=false`, or use the engine onnx',
      },
      EXIT.io,
      error,
    );
  }
}
