import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

export const AddN: Kernel = {
  name: 'AddN',
  inputs: 'list',
  shape: (inputs) => like(inputs[0]!),
  lower(inputs, _attributes, [y], emit) {
    if (y!.dtype === 'float32') return emit.op('Sum', inputs, y!);
    // ONNX sums floats only.
    return inputs.reduce((sum, input) => emit.op('Add', [sum, input], y!));
  },
};
