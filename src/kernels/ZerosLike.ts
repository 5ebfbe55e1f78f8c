import { filled } from './Fill.js';
import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const ZerosLike: Kernel = {
  name: 'ZerosLike',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: (_inputs, _attributes, [y], emit) => filled(y!, 0, emit),
};
