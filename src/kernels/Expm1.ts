import type { Kernel } from './kernel.js';
import { like } from './shapes.js';

/** exp(x) - 1. */
export const Expm1: Kernel = {
  name: 'Expm1',
  inputs: ['x'],
  shape: ([x]) => like(x!),
  lower([x], _attributes, [y], emit) {
    // ONNX's Elu is alpha * (exp(x) - 1) below zero and is not exact near it; tanh(x/2) * (exp(x) + 1) is.
    const half = emit.constant(Float32Array.of(0.5), [], 'float32');
    const one = emit.constant(Float32Array.of(1), [], 'float32');
    const tanh = emit.op('Tanh', [emit.op('Mul', [x, half], y!)], y!);
    return emit.op('Mul', [tanh, emit.op('Add', [emit.op('Exp', [x], y!), one], y!)], y!);
  },
};
