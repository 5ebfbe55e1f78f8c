import { cubeAttributes, pooled, spacious, toNcdhw, toNdhwc } from './cubes.js';
import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

/** x [batch, depth, height, width, channels]; padding is never the maximum. */
export const MaxPool3D: Kernel = {
  name: 'MaxPool3D',
  inputs: ['x'],
  shape: ([x], attributes) => float([x!.shape[0]!, ...pooled(x!.shape, attributes).output, x!.shape[4]!]),
  lower([x], attributes, _outputs, emit) {
    const over = pooled(x!.shape, attributes);
    if (spacious(over)) throw new Error('MaxPool3D: the padding must be smaller than the window');
    const spec = float([x!.shape[0]!, x!.shape[4]!, ...over.output]);
    return toNdhwc(emit.op('MaxPool', [toNcdhw(x!, emit)], spec, cubeAttributes(over)), emit);
  },
};
