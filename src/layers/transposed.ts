import { formatShape, sizeOf } from '../arrays.js';
import type { Ops, Tensor } from '../tf.js';
import { type BiasOptions, biasOf, dilated, type KernelOptions, kernelOf } from './convolution.js';
import type { Built } from './layer.js';
import { formatSizes, type Size, sizes } from './sizes.js';
import type { Tensor4D } from './spatial.js';
import { slide, spanOf } from './window.js';

/** Conv1DTranspose and Conv2DTranspose on one sample of [...extents, channels]. */
export function buildTransposed(
  options: Geometry & BiasOptions & KernelOptions & { readonly filters: number },
  sample: readonly number[],
): Built {
  const extents = sample.slice(0, -1);
  const kernel = [...sizes(options.kernel_size, extents.length), options.filters, sample.at(-1)!];
  const shape = [...extentsOf(options, extents), options.filters];
  return {
    weights: [kernelOf(options, kernel), ...biasOf(options, options.filters)],
    output: { shape, dtype: 'float32' },
    flops: 2 * sizeOf(extents) * sizeOf(kernel) + (options.use_bias ? sizeOf(shape) : 0),
  };
}

/** Images to images of `extents`; `kernel` is [height, width, filters, channels]. */
export function convolveTransposed(
  x: Tensor4D,
  kernel: Tensor,
  options: {
    readonly extents: readonly number[];
    readonly strides: readonly number[];
    readonly padding: 'valid' | 'same';
    readonly dilation: readonly number[];
  },
  tf: Ops,
): Tensor {
  const filter = dilated(kernel, options.dilation, tf);
  const [height, width] = options.extents as [number, number];
  const output: [number, number, number, number] = [x.shape[0], height, width, filter.shape[2]];
  return tf.conv2dTranspose(x, filter, output, options.strides as [number, number], options.padding);
}

/** What decides the size of what a transposed convolution puts out. */
interface Geometry {
  readonly kernel_size: Size;
  readonly strides: Size;
  readonly padding: 'valid' | 'same';
  readonly output_padding?: Size;
  readonly dilation_rate: Size;
}

/**
 * Extents of the output, as Keras's compute_conv_transpose_output_shape has them. Throws for an
 * output_padding with which a convolution of the output would not have the size of the input.
 */
export function extentsOf(options: Geometry, extents: readonly number[]): readonly number[] {
  const rank = extents.length;
  const strides = sizes(options.strides, rank);
  const size = sizes(options.kernel_size, rank);
  const dilation = sizes(options.dilation_rate, rank);
  const extra = options.output_padding === undefined ? undefined : sizes(options.output_padding, rank);
  const found = extents.map((extent, axis) => {
    const stride = strides[axis]!;
    const span = spanOf(size[axis]!, dilation[axis]!);
    if (options.padding === 'valid') {
      return (extent - 1) * stride + span + (extra?.[axis] ?? Math.max(span, stride) - span);
    }
    return extra === undefined ? extent * stride : (extent - 1) * stride + (span % 2) + extra[axis]!;
  });
  const window = { what: 'kernel', size, strides, padding: options.padding, dilation } as const;
  const small = extra?.every((one, axis) => one < strides[axis]!) ?? true;
  const back = small && found.every((extent) => extent > 0) ? slide(window, found) : [];
  if (back.length === rank && back.every((extent, axis) => extent === extents[axis])) return found;
  const given = extra === undefined ? 'output_padding' : `output_padding ${formatSizes(extra)}`;
  const what = `${given} does not fit strides ${formatSizes(strides)} and kernel ${formatSizes(size)}`;
  throw new Error(
    small
      ? `${what}: a convolution of ${formatShape(found)} would not give ${formatShape(extents)}; leave it out`
      : `${what}: it must be smaller than strides`,
  );
}
