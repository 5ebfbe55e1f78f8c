import { shared, spread } from './cube-means.js';
import { pooled, toNcdhw, toNdhwc } from './cubes.js';
import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/**
 * The gradient of AvgPool3D: each pixel gets the sum of its windows' dy, each divided by how many pixels the window
 * saw; as AvgPoolGrad, here by a transposed convolution with ones.
 */
export const AvgPool3DGrad: Kernel = {
  name: 'AvgPool3DGrad',
  inputs: ['dy', 'input'],
  shape: ([, x]) => like(x!),
  lower([dy, x], attributes, _outputs, emit) {
    const over = pooled(x!.shape, attributes);
    return toNdhwc(spread(shared(toNcdhw(dy!, emit), over, emit), over, emit), emit);
  },
};
