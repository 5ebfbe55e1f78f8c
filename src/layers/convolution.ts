import { type Spec, sizeOf } from '../arrays.js';
import { type Choice, choice } from '../experiment/part.js';
import type { Ops, Tensor } from '../tf.js';
import { activityRegularizer } from './activity.js';
import type { Built, WeightSpec } from './layer.js';
import { type Size, sizes } from './sizes.js';
import type { Tensor4D } from './spatial.js';
import { slide } from './window.js';

/** Options that every convolution has; sizes and the kernels' own options stand with each layer. */
export const filters = { type: 'integer', minimum: 1, description: 'Number of output channels.' } as const;
export const groups = {
  type: 'integer',
  minimum: 1,
  default: 1,
  description: 'Parts that the channels are divided into; each is convolved with its own filters.',
} as const;
export const padding = {
  enum: ['valid', 'same'],
  default: 'valid',
  description: 'same: zeros around the input, so that with strides of 1 the output has its size.',
} as const;
export const commonOptions = {
  activation: { ...choice('activation'), default: 'linear', description: 'Applied to the output.' },
  use_bias: { type: 'boolean', default: true, description: 'Whether to add a bias.' },
  bias_initializer: { ...choice('initializer'), default: 'zeros' },
  bias_regularizer: { ...choice('regularizer'), description: 'Penalty on the bias.' },
  bias_constraint: { ...choice('constraint'), description: 'What the bias is held to.' },
  activity_regularizer: activityRegularizer,
} as const;
export const kernelOptions = {
  kernel_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
  kernel_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernel.' },
  kernel_constraint: { ...choice('constraint'), description: 'What the kernel is held to.' },
} as const;

/** What the bias of a convolution takes. */
export interface BiasOptions {
  readonly use_bias: boolean;
  readonly bias_initializer: Choice;
  readonly bias_regularizer?: Choice;
  readonly bias_constraint?: Choice;
}

interface ConvolutionOptions extends BiasOptions, KernelOptions {
  readonly filters: number;
  readonly kernel_size: Size;
  readonly strides: Size;
  readonly padding: 'valid' | 'same' | 'causal';
  readonly dilation_rate: Size;
  readonly groups: number;
}

/** The bias of `units` channels, where there is one. */
export function biasOf(options: BiasOptions, units: number): readonly WeightSpec[] {
  if (!options.use_bias) return [];
  const {
    bias_initializer: initializer,
    bias_regularizer: regularizer,
    bias_constraint: constraint,
  } = options;
  return [{ name: 'bias', shape: [units], initializer, regularizer, constraint }];
}

/** What the kernel of a convolution takes. */
export interface KernelOptions {
  readonly kernel_initializer: Choice;
  readonly kernel_regularizer?: Choice;
  readonly kernel_constraint?: Choice;
}

export const kernelOf = (options: KernelOptions, shape: readonly number[]): WeightSpec => ({
  name: 'kernel',
  shape,
  initializer: options.kernel_initializer,
  regularizer: options.kernel_regularizer,
  constraint: options.kernel_constraint,
});

/** Conv1D and Conv2D on one sample of [...extents, channels]. */
export function buildConvolution(options: ConvolutionOptions, sample: readonly number[]): Built {
  const rank = sample.length - 1;
  const channels = sample[rank]!;
  const { groups: parts, filters: units } = options;
  if (channels % parts !== 0 || units % parts !== 0) {
    const found = `groups ${parts} must divide the channels of the input (${channels})`;
    throw new Error(`${found} and filters (${units}) without a rest`);
  }
  const size = sizes(options.kernel_size, rank);
  const extents = slide(
    {
      what: 'kernel',
      size,
      strides: sizes(options.strides, rank),
      padding: options.padding,
      dilation: sizes(options.dilation_rate, rank),
    },
    sample.slice(0, rank),
  );
  const shape = [...size, channels / parts, units];
  const output: Spec = { shape: [...extents, units], dtype: 'float32' };
  const each = 2 * sizeOf(shape.slice(0, -1)) + (options.use_bias ? 1 : 0);
  return {
    weights: [kernelOf(options, shape), ...biasOf(options, units)],
    output,
    flops: sizeOf(output.shape) * each,
  };
}

/** A two-dimensional convolution of images; `kernel` is [height, width, channels / groups, filters]. */
export function convolve(
  x: Tensor4D,
  kernel: Tensor,
  options: {
    readonly strides: readonly number[];
    readonly padding: 'valid' | 'same';
    readonly dilation: readonly number[];
    readonly groups?: number;
  },
  tf: Ops,
): Tensor {
  const filter = dilated(kernel, options.dilation, tf);
  const strides = options.strides as [number, number];
  const parts = options.groups ?? 1;
  if (parts === 1) return tf.conv2d(x, filter, strides, options.padding);
  const inputs = tf.split(x, parts, 3);
  const kernels = tf.split(filter, parts, 3);
  return tf.concat(
    inputs.map((input, at) =>
      tf.conv2d(input as Tensor4D, kernels[at] as Tensor4D, strides, options.padding),
    ),
    3,
  );
}

/**
 * A kernel with zeros between its elements. (tfjs has no gradient of dilated convolutions; that of this
 * padding and cutting it has, and kernels are small.)
 */
export function dilated(kernel: Tensor, dilation: readonly number[], tf: Ops): Tensor4D {
  const [down = 1, across = 1] = dilation;
  if (down === 1 && across === 1) return kernel as Tensor4D;
  const [height, width, ...channels] = kernel.shape as [number, number, number, number];
  const apart = tf.pad(tf.reshape(kernel, [height, 1, width, sizeOf(channels)]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, 0],
  ]);
  const rows = tf.reshape(apart, [height * down, width, 1, sizeOf(channels)]);
  const both = tf.pad(rows, [
    [0, 0],
    [0, 0],
    [0, across - 1],
    [0, 0],
  ]);
  const grid = tf.reshape(both, [height * down, width * across, ...channels]);
  const extents = [(height - 1) * down + 1, (width - 1) * across + 1, ...channels];
  return tf.slice(grid, [0, 0, 0, 0], extents) as Tensor4D;
}

/** Adds a bias of one value a channel, if there is one. */
export const withBias = (x: Tensor, bias: Tensor | undefined, tf: Ops): Tensor =>
  bias ? tf.add(x, bias) : x;
