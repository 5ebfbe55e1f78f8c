import { commonOptions, filters, kernelOptions, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';
import { buildTransposed, convolveTransposed, extentsOf } from './transposed.js';

/** keras.layers.Conv2DTranspose: the gradient of a convolution as a layer. */
export const Conv2DTranspose = withDataFormat({
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
  build: (options, [input]) => buildTransposed(options, imageShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [input], { tf }) {
    const x = asImages(input!, tf);
    const geometry = {
      extents: extentsOf(options, x.shape.slice(1, 3)),
      strides: sizes(options.strides, 2),
      padding: options.padding,
      dilation: sizes(options.dilation_rate, 2),
    };
    return withBias(convolveTransposed(x, kernel!, geometry, tf), bias, tf);
  },
});
