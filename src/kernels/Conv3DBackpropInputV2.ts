import { cubeAttributes, cubes, kernelOf, leftOver, toNcdhw, toNdhwc, toOidhw } from './cubes.js';
import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

/** The gradient of Conv3D for x, and a transposed convolution: as Conv2DBackpropInput. */
export const Conv3DBackpropInputV2: Kernel = {
  name: 'Conv3DBackpropInputV2',
  inputs: ['dy', 'filter'],
  shape: (_inputs, { inputShape }) => float(inputShape as readonly number[]),
  lower([dy, filter], attributes, [dx], emit) {
    const over = cubes(dx!.shape, kernelOf(filter!.shape), attributes);
    const operands = [toNcdhw(dy!, emit), toOidhw(filter!, emit)];
    const spec = float([dx!.shape[0]!, dx!.shape[4]!, ...over.input]);
    const options = { ...cubeAttributes(over), output_padding: leftOver(over) };
    return toNdhwc(emit.op('ConvTranspose', operands, spec, options), emit);
  },
};
