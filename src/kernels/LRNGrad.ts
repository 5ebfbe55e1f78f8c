import type { Value } from '../graph/graph.js';
import type { Emit, Kernel } from './kernel.js';
import { neighbourhood } from './LRN.js';
import { scalar } from './numeric.js';
import { like } from './shapes.js';

/**
 * The gradient of LRN: with n = bias + alpha * (sum of x^2 next to a channel),
 * dx = dy * n ^ -beta - 2 * alpha * beta * x * (sum of dy * y / n next to a channel).
 */
export const LRNGrad: Kernel = {
  name: 'LRNGrad',
  inputs: ['x', 'y', 'dy'],
  shape: ([x]) => like(x!),
  lower([x, y, dy], attributes, [dx], emit) {
    const { size, bias, alpha, beta } = neighbourhood(attributes);
    const number = (value: number) => scalar(value, 'float32', emit);
    const op = (name: string, ...operands: readonly Value[]) => emit.op(name, operands, dx!);
    const squares = beside(op('Mul', x!, x!), size, emit);
    const norm = op('Add', op('Mul', squares, number(alpha)), number(bias));
    const direct = op('Mul', dy!, op('Pow', norm, number(-beta)));
    const others = beside(op('Div', op('Mul', dy!, y!), norm), size, emit);
    return op('Sub', direct, op('Mul', op('Mul', x!, number(2 * alpha * beta)), others));
  },
};

/** Sums over `size` neighbours along the last axis, as a product with a band of ones. */
function beside(x: Value, size: number, emit: Emit): Value {
  const channels = x.shape.at(-1)!;
  const reach = (size - 1) / 2;
  const band = Float32Array.from({ length: channels * channels }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= reach ? 1 : 0,
  );
  return emit.op('MatMul', [x, emit.constant(band, [channels, channels], 'float32')], like(x));
}
