import { cubeAttributes, cubes, kernelOf, toNcdhw, toNdhwc, toOidhw } from './cubes.js';
import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

/** x [batch, depth, height, width, in], filter [depth, height, width, in, out]. */
export const Conv3D: Kernel = {
  name: 'Conv3D',
  inputs: ['x', 'filter'],
  shape([x, filter], attributes) {
    const { output } = cubes(x!.shape, kernelOf(filter!.shape), attributes);
    return float([x!.shape[0]!, ...output, filter!.shape[4]!]);
  },
  lower([x, filter], attributes, _outputs, emit) {
    const over = cubes(x!.shape, kernelOf(filter!.shape), attributes);
    const operands = [toNcdhw(x!, emit), toOidhw(filter!, emit)];
    const spec = float([x!.shape[0]!, filter!.shape[4]!, ...over.output]);
    return toNdhwc(emit.op('Conv', operands, spec, cubeAttributes(over)), emit);
  },
};
