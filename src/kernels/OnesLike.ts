import { filled } from './Fill.js';
import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const OnesLike: Kernel = {
  name: 'OnesLike',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: (_inputs, _attributes, [y], emit) => filled(y!, 1, emit),
};
