import type { Attributes, Value, ValueSpec } from '../graph/graph.js';
import { Elu } from './Elu.js';
import { Identity } from './Identity.js';
import type { Emit, Kernel } from './kernel.js';
import { LeakyRelu } from './LeakyRelu.js';
import { reshaped } from './nchw.js';
import { optionals } from './operands.js';
import { Prelu } from './Prelu.js';
import { Relu } from './Relu.js';
import { Relu6 } from './Relu6.js';
import { Sigmoid } from './Sigmoid.js';

const ACTIVATIONS: Readonly<Record<string, Kernel>> = {
  elu: Elu,
  leakyrelu: LeakyRelu,
  linear: Identity,
  prelu: Prelu,
  relu: Relu,
  relu6: Relu6,
  sigmoid: Sigmoid,
};

/** A kernel of two operands, then a bias if there is one, then an activation: what passes would fuse anyway. */
export function fused(name: string, kernel: Kernel): Kernel {
  return {
    name,
    inputs: kernel.inputs,
    optional: ['bias', 'preluActivationWeights'],
    shape: ([a, b], attributes) => kernel.shape([a!, b!], attributes),
    lower([a, b, ...more], attributes, [y], emit) {
      const { bias, preluActivationWeights } = optionals(more, 0, attributes);
      const found = kernel.lower([a!, b!], attributes, [y!], emit) as Value;
      const of = (value: Value) => alongChannels(value, attributes, emit);
      const sum = bias ? emit.op('Add', [found, of(bias)], y!) : found;
      return activated(sum, preluActivationWeights && of(preluActivationWeights), attributes, y!, emit);
    },
  };
}

function activated(
  x: Value,
  alpha: Value | undefined,
  attributes: Attributes,
  y: ValueSpec,
  emit: Emit,
): Value {
  const { activation = 'linear', leakyreluAlpha = 0.2 } = attributes;
  const kernel = ACTIVATIONS[activation as string];
  if (!kernel) {
    const names = Object.keys(ACTIVATIONS).join(', ');
    throw new Error(`a fused kernel has no activation ${activation}: it has ${names}`);
  }
  const operands = alpha && activation === 'prelu' ? [x, alpha] : [x];
  return kernel.lower(operands, { alpha: leakyreluAlpha }, [y], emit) as Value;
}

/** One number for each channel, where the channels are not the last axis. */
function alongChannels(value: Value, { dataFormat }: Attributes, emit: Emit): Value {
  const [count] = value.shape;
  if (dataFormat !== 'NCHW' || value.shape.length !== 1 || count === 1) return value;
  return reshaped(value, [count!, 1, 1], emit);
}
