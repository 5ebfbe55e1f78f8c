import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const AddN: Kernel = {
  name: 'AddN',
  inputs: 'list',
  shape: (inputs) => like(inputs[0]!),
  lower: (inputs, _attributes, [y], emit) => emit.op('Sum', inputs, y!),
};
