import { sizeOf } from '../arrays.js';
import { type Choice, choice } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { type BiasOptions, biasOf, dilated } from './convolution.js';
import type { Built, WeightSpec } from './layer.js';
import { type Size, sizes } from './sizes.js';
import type { Tensor4D } from './spatial.js';
import { slide } from './window.js';

export const depthMultiplier = {
  type: 'integer',
  minimum: 1,
  default: 1,
  description: 'Output channels for every input channel.',
} as const;
export const depthwiseOptions = {
  depthwise_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
  depthwise_regularizer: { ...choice('regularizer'), description: 'Penalty on the depthwise kernel.' },
  depthwise_constraint: { ...choice('constraint'), description: 'What the depthwise kernel is held to.' },
} as const;
export const pointwiseOptions = {
  pointwise_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
  pointwise_regularizer: { ...choice('regularizer'), description: 'Penalty on the pointwise kernel.' },
  pointwise_constraint: { ...choice('constraint'), description: 'What the pointwise kernel is held to.' },
} as const;

interface DepthwiseOptions extends BiasOptions {
  readonly kernel_size: Size;
  readonly strides: Size;
  readonly padding: 'valid' | 'same';
  readonly dilation_rate: Size;
  readonly depth_multiplier: number;
  readonly depthwise_initializer: Choice;
  readonly depthwise_regularizer?: Choice;
  readonly depthwise_constraint?: Choice;
}

interface SeparableOptions extends DepthwiseOptions {
  readonly filters: number;
  readonly pointwise_initializer: Choice;
  readonly pointwise_regularizer?: Choice;
  readonly pointwise_constraint?: Choice;
}

/** The extents that the kernel of a sample of [...extents, channels] leaves, and the kernel itself. */
function depthwise(options: DepthwiseOptions, sample: readonly number[], name: string) {
  const rank = sample.length - 1;
  const size = sizes(options.kernel_size, rank);
  const strides = sizes(options.strides, rank);
  const dilation = sizes(options.dilation_rate, rank);
  const window = { what: 'kernel', size, strides, padding: options.padding, dilation } as const;
  const kernel: WeightSpec = {
    name,
    shape: [...size, sample[rank]!, options.depth_multiplier],
    initializer: options.depthwise_initializer,
    regularizer: options.depthwise_regularizer,
    constraint: options.depthwise_constraint,
  };
  const between = sample[rank]! * options.depth_multiplier;
  return { extents: slide(window, sample.slice(0, rank)), kernel, between, products: 2 * sizeOf(size) };
}

/** DepthwiseConv1D and DepthwiseConv2D on one sample of [...extents, channels]. */
export function buildDepthwise(options: DepthwiseOptions, sample: readonly number[]): Built {
  const { extents, kernel, between, products } = depthwise(options, sample, 'kernel');
  const shape = [...extents, between];
  return {
    weights: [kernel, ...biasOf(options, between)],
    output: { shape, dtype: 'float32' },
    flops: sizeOf(shape) * (products + (options.use_bias ? 1 : 0)),
  };
}

/** SeparableConv1D and SeparableConv2D. */
export function buildSeparable(options: SeparableOptions, sample: readonly number[]): Built {
  const { extents, kernel, between, products } = depthwise(options, sample, 'depthwise_kernel');
  const pointwise: WeightSpec = {
    name: 'pointwise_kernel',
    shape: [...extents.map(() => 1), between, options.filters],
    initializer: options.pointwise_initializer,
    regularizer: options.pointwise_regularizer,
    constraint: options.pointwise_constraint,
  };
  const each = between * products + options.filters * (2 * between + (options.use_bias ? 1 : 0));
  return {
    weights: [kernel, pointwise, ...biasOf(options, options.filters)],
    output: { shape: [...extents, options.filters], dtype: 'float32' },
    flops: sizeOf(extents) * each,
  };
}

/** Every channel of images with kernels of its own; `kernel` is [height, width, channels, depth_multiplier]. */
export function convolveDepthwise(
  x: Tensor4D,
  kernel: Tensor,
  options: {
    readonly strides: readonly number[];
    readonly padding: 'valid' | 'same';
    readonly dilation: readonly number[];
  },
  tf: Ops,
): Tensor4D {
  const strides = options.strides as [number, number];
  return tf.depthwiseConv2d(x, dilated(kernel, options.dilation, tf), strides, options.padding);
}
