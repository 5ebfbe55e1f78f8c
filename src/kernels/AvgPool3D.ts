import { gathered, shared } from './cube-means.js';
import { cubeAttributes, pooled, spacious, toNcdhw, toNdhwc } from './cubes.js';
import type { Kernel } from './kernel.js';
import { float } from './shapes.js';

/** x [batch, depth, height, width, channels]; padding does not count, and a window of nothing else is 0. */
export const AvgPool3D: Kernel = {
  name: 'AvgPool3D',
  inputs: ['x'],
  shape: ([x], attributes) => float([x!.shape[0]!, ...pooled(x!.shape, attributes).output, x!.shape[4]!]),
  lower([x], attributes, _outputs, emit) {
    const over = pooled(x!.shape, attributes);
    const volume = toNcdhw(x!, emit);
    if (spacious(over)) return toNdhwc(shared(gathered(volume, over, emit), over, emit), emit);
    const spec = float([x!.shape[0]!, x!.shape[4]!, ...over.output]);
    const options = { ...cubeAttributes(over), count_include_pad: 0 };
    return toNdhwc(emit.op('AveragePool', [volume], spec, options), emit);
  },
};
