import { commonOptions, filters, kernelOptions, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import { size1D, sizes } from './sizes.js';
import { asRows, fromRows, oneHigh, sequenceShape } from './spatial.js';
import { buildTransposed, convolveTransposed, extentsOf } from './transposed.js';

/** keras.layers.Conv1DTranspose over [steps, channels]: the gradient of a convolution as a layer. */
export const Conv1DTranspose = withDataFormat({
  name: 'Conv1DTranspose',
  summary: 'A transposed convolution ("deconvolution") over the steps of a sequence, which lengthens it.',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size1D, description: 'Length of the kernel.' },
      strides: { ...size1D, default: 1, description: 'How much longer the sequence gets.' },
      padding,
      output_padding: {
        anyOf: [
          { type: 'integer', minimum: 0 },
          { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1, maxItems: 1 },
        ],
        description: 'Steps to add to the output; found from strides and kernel_size by default.',
      },
      dilation_rate: { ...size1D, default: 1, description: 'Distance between elements of the kernel.' },
      ...kernelOptions,
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build: (options, [input]) => buildTransposed(options, sequenceShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const geometry = {
      extents: oneHigh(extentsOf(options, [x!.shape[1]!])),
      strides: oneHigh(sizes(options.strides, 1)),
      padding: options.padding,
      dilation: oneHigh(sizes(options.dilation_rate, 1)),
    };
    const wide = tf.reshape(kernel!, oneHigh(kernel!.shape));
    const y = convolveTransposed(asRows(x!, tf), wide, geometry, tf);
    return fromRows(withBias(y, bias, tf), tf);
  },
});
