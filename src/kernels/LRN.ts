import type { Attributes } from '../graph/graph.js';
import type { Kernel } from './kernel.js';
import { toNchw, toNhwc } from './nchw.js';
import { like } from './shapes.js';

/** x over a power of the squares of the channels next to it: x / (bias + alpha * sum of x^2) ^ beta. */
export const LRN: Kernel = {
  name: 'LRN',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], attributes, _outputs, emit) {
    const { size, alpha, ...rest } = neighbourhood(attributes);
    const image = toNchw(x!, emit);
    // ONNX takes the mean of the squares.
    const options = { ...rest, size, alpha: alpha * size };
    return toNhwc(emit.op('LRN', [image], like(image), options), emit);
  },
};

/** tfjs's numbers for it, or its defaults. */
export function neighbourhood({ depthRadius = 5, bias = 1, alpha = 1, beta = 0.5 }: Attributes) {
  const numbers = { bias, alpha, beta } as { bias: number; alpha: number; beta: number };
  return { ...numbers, size: 2 * (depthRadius as number) + 1 };
}
