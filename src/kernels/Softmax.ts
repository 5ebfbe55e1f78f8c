import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** Along the last axis, the only one that tfjs passes. */
export const Softmax: Kernel = {
  name: 'Softmax',
  inputs: ['logits'],
  shape: ([logits]) => like(logits!),
  lower: ([logits], _attributes, [y], emit) => emit.op('Softmax', [logits], y!, { axis: -1 }),
};
