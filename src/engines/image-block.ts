import { type Graph, newValue } from '../graph/graph.js';
import { onnxModel } from '../onnx/model.js';
import { version } from '../version.js';
import type { LoadedRuntime } from './onnxruntime.js';

/** More channels than any block has. */
const CHANNELS = 64;

/**
 * How many channels onnxruntime puts into a block of its own layout of images on this CPU (8 with AVX2, 16 with
 * AVX-512; see passes/image-blocks.ts): it is asked to reorder an image of two pixels, channels counted upwards.
 * Undefined where it has no such layout.
 */
export async function imageBlock({ ort, native }: LoadedRuntime): Promise<number | undefined> {
  if (!native) return undefined;
  try {
    const bytes = onnxModel(reordering(), { name: 'image block', producerVersion: version });
    const session = await ort.InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 4 });
    try {
      const x = Float32Array.from({ length: 2 * CHANNELS }, (_, i) => i);
      const { y } = await session.run({ x: new ort.Tensor('float32', x, [1, CHANNELS, 1, 2]) });
      return blockOf(y!.data as Float32Array);
    } finally {
      await session.release();
    }
  } catch {
    // A build of onnxruntime without the operator: plain convolutions do.
    return undefined;
  }
}

function reordering(): Graph {
  const [x, y] = [0, 1].map(() => newValue({ shape: [1, CHANNELS, 1, 2], dtype: 'float32' }));
  const op = 'com.microsoft.nchwc.ReorderInput';
  return {
    inputs: [{ name: 'x', value: x! }],
    constants: [],
    nodes: [{ op, inputs: [x!], attributes: {}, outputs: [y!], scope: '' }],
    outputs: [{ name: 'y', value: y! }],
  };
}

/**
 * The block that explains an image [channels, 2] reordered to [channels / block, 2, block]: where its second
 * pixel (the number 1) went. Undefined unless all other numbers are where that block puts them.
 */
export function blockOf(reordered: Float32Array): number | undefined {
  const block = reordered.indexOf(1);
  const channels = reordered.length / 2;
  if (block < 2 || channels % block !== 0) return undefined;
  const expected = (i: number) => {
    const channel = Math.floor(i / (2 * block)) * block + (i % block);
    return 2 * channel + (Math.floor(i / block) % 2);
  };
  return reordered.every((value, i) => value === expected(i)) ? block : undefined;
}
