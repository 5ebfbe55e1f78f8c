import type { Kernel } from './kernel.js';
import { scalar } from './numeric.js';
import { optionals } from './operands.js';
import { float, like } from './shapes.js';

/** (x - mean) / sqrt(variance + epsilon) * scale + offset, of which the last two may be left out. */
export const FusedBatchNorm: Kernel = {
  name: 'FusedBatchNorm',
  inputs: ['x', 'mean', 'variance'],
  optional: ['scale', 'offset'],
  shape: ([x]) => like(x!),
  lower([x, mean, variance, ...more], attributes, [y], emit) {
    const { scale, offset } = optionals(more, 0, attributes);
    const epsilon = scalar((attributes.varianceEpsilon as number | undefined) ?? 0.001, 'float32', emit);
    const of = float(variance!.shape);
    const deviation = emit.op('Sqrt', [emit.op('Add', [variance, epsilon], of)], of);
    const factor = emit.op('Div', [scale ?? scalar(1, 'float32', emit), deviation], of);
    const centred = emit.op('Sub', [x, mean], y!);
    const scaled = emit.op('Mul', [centred, factor], y!);
    return offset ? emit.op('Add', [scaled, offset], y!) : scaled;
  },
};
