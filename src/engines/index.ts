import { cpu } from './cpu.js';
import type { Engine } from './engine.js';
import { onnx } from './onnx.js';
import { tfjsNode } from './tfjs-node.js';

/** Every engine, by name. */
export const engines: readonly Engine[] = [cpu, onnx, tfjsNode];
