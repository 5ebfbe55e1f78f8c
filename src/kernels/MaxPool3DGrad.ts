import type { Value } from '../graph/graph.js';
import { cubeAttributes, pooled, spacious, toNcdhw, toNdhwc } from './cubes.js';
import type { Kernel } from './kernel.js';
import { added } from './pooling.js';
import { float, like } from './shapes.js';

/** The gradient of MaxPool3D: dy goes to where each window's maximum was, the first of equals. */
export const MaxPool3DGrad: Kernel = {
  name: 'MaxPool3DGrad',
  inputs: ['dy', 'input', 'output'],
  shape: ([, x]) => like(x!),
  lower([dy, x], attributes, _outputs, emit) {
    const over = pooled(x!.shape, attributes);
    if (spacious(over)) throw new Error('MaxPool3DGrad: the padding must be smaller than the window');
    const volume = toNcdhw(x!, emit);
    const { shape } = float([x!.shape[0]!, x!.shape[4]!, ...over.output]);
    const specs = [float(shape), { shape, dtype: 'int64' as const }];
    const [, places] = emit.ops('MaxPool', [volume], specs, cubeAttributes(over)) as [Value, Value];
    return toNdhwc(added(toNcdhw(dy!, emit), places, volume, emit), emit);
  },
};
