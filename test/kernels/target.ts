import { imageBlock } from '../../src/engines/image-block.js';
import { loadOnnxruntime } from '../../src/engines/onnxruntime.js';
import type { Target } from '../../src/passes/pass.js';

const block = await imageBlock(await loadOnnxruntime('native'));

/** What onnxruntime can do on the machine that runs the tests. */
export const target: Target = block === undefined ? {} : { block };
