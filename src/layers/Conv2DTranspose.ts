import { formatShape, sizeOf } from '../arrays.js';
import { biasOf, commonOptions, dilated, filters, kernelOptions, padding, withBias } from './convolution.js';
import { defineLayer } from './layer.js';
import { formatSizes, type Size, size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';
import { slide, spanOf } from './window.js';

/** keras.layers.Conv2DTranspose, channels last: the gradient of a convolution as a layer. */
export const Conv2DTranspose = defineLayer({
  name: 'Conv2DTranspose',
  summary:
    'A transposed convolution ("deconvolution"), which enlarges images. They may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size2D, description: 'Height and width of the kernel.' },
      strides: { ...size2D, default: [1, 1], description: 'Enlargement along height and width.' },
      padding,
      output_padding: {
        anyOf: [
          { type: 'integer', minimum: 0 },
          { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 2, maxItems: 2 },
        ],
        description: 'Rows and columns to add to the output; found from strides and kernel_size by default.',
      },
      dilation_rate: { ...size2D, default: [1, 1], description: 'Distance between elements of the kernel.' },
      ...kernelOptions,
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build(options, [input]) {
    const [height, width, channels] = imageShape(input!.shape);
    const size = sizes(options.kernel_size, 2);
    const shape = [...extentsOf(options, [height, width]), options.filters];
    const kernel = {
      name: 'kernel',
      shape: [...size, options.filters, channels],
      initializer: options.kernel_initializer,
      regularizer: options.kernel_regularizer,
      constraint: options.kernel_constraint,
    };
    const products = 2 * height * width * channels * options.filters * sizeOf(size);
    return {
      weights: [kernel, ...biasOf(options, options.filters)],
      output: { shape, dtype: 'float32' },
      flops: products + (options.use_bias ? sizeOf(shape) : 0),
    };
  },
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [input], { tf }) {
    const x = asImages(input!, tf);
    const filter = dilated(kernel!, sizes(options.dilation_rate, 2), tf);
    const [height, width] = extentsOf(options, x.shape.slice(1, 3)) as [number, number];
    const output: [number, number, number, number] = [x.shape[0], height, width, options.filters];
    const strides = sizes(options.strides, 2) as [number, number];
    return withBias(tf.conv2dTranspose(x, filter, output, strides, options.padding), bias, tf);
  },
});

interface Geometry {
  readonly kernel_size: Size;
  readonly strides: Size;
  readonly padding: 'valid' | 'same';
  readonly output_padding?: Size;
  readonly dilation_rate: Size;
}

/**
 * Height and width of the output, as Keras's compute_conv_transpose_output_shape has them. Throws for an
 * output_padding with which a convolution of the output would not have the size of the input.
 */
function extentsOf(options: Geometry, extents: readonly number[]): readonly number[] {
  const strides = sizes(options.strides, 2);
  const size = sizes(options.kernel_size, 2);
  const dilation = sizes(options.dilation_rate, 2);
  const extra = options.output_padding === undefined ? undefined : sizes(options.output_padding, 2);
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
  if (back.length === 2 && back.every((extent, axis) => extent === extents[axis])) return found;
  const given = extra === undefined ? 'output_padding' : `output_padding ${formatSizes(extra)}`;
  const what = `${given} does not fit strides ${formatSizes(strides)} and kernel ${formatSizes(size)}`;
  throw new Error(
    small
      ? `${what}: a convolution of ${formatShape(found)} would not give ${formatShape(extents)}; leave it out`
      : `${what}: it must be smaller than strides`,
  );
}
