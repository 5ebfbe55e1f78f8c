import type { Kernel } from './kernel.js';
import { wide } from './scatter.js';
import { like } from './shapes.js';

export const TensorScatterUpdate: Kernel = {
  name: 'TensorScatterUpdate',
  inputs: ['tensor', 'indices', 'updates'],
  shape: ([x]) => like(x!),
  lower: ([x, indices, updates], _attributes, [y], emit) =>
    emit.op('ScatterND', [x, wide(indices!, emit), updates], y!),
};
