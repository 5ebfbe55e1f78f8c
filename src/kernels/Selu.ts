import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const Selu: Kernel = {
  name: 'Selu',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower: ([x], _attributes, [y], emit) =>
    emit.op('Selu', [x], y!, { alpha: 1.6732632423543772, gamma: 1.0507009873554805 }),
};
