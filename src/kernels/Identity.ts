import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** No operation: the value itself (an ONNX Identity would copy it). */
export const Identity: Kernel = {
  name: 'Identity',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x]) => x!,
};
