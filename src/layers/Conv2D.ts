import {
  buildConvolution,
  commonOptions,
  convolve,
  filters,
  groups,
  kernelOptions,
  padding,
  withBias,
} from './convolution.js';
import { withDataFormat } from './data-format.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.Conv2D. Images without an axis of channels (28x28) have one channel. */
export const Conv2D = withDataFormat({
  name: 'Conv2D',
  summary: 'A convolution over height and width. Images without channels (28x28) count as having one.',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size2D, description: 'Height and width of the kernel.' },
      strides: { ...size2D, default: [1, 1], description: 'Steps of the kernel.' },
      padding,
      dilation_rate: { ...size2D, default: [1, 1], description: 'Distance between elements of the kernel.' },
      groups,
      ...kernelOptions,
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build: (options, [input]) => buildConvolution(options, imageShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const geometry = {
      strides: sizes(options.strides, 2),
      padding: options.padding,
      dilation: sizes(options.dilation_rate, 2),
      groups: options.groups,
    };
    return withBias(convolve(asImages(x!, tf), kernel!, geometry, tf), bias, tf);
  },
});
