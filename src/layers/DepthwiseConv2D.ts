import { commonOptions, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import { buildDepthwise, convolveDepthwise, depthMultiplier, depthwiseOptions } from './depthwise.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.DepthwiseConv2D: every channel is convolved with kernels of its own. */
export const DepthwiseConv2D = withDataFormat({
  name: 'DepthwiseConv2D',
  summary:
    'A convolution over height and width of every channel by itself. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      kernel_size: { ...size2D, description: 'Height and width of the kernel.' },
      strides: { ...size2D, default: [1, 1], description: 'Steps of the kernel.' },
      padding,
      depth_multiplier: depthMultiplier,
      dilation_rate: { ...size2D, default: [1, 1], description: 'Distance between elements of the kernel.' },
      ...depthwiseOptions,
      ...commonOptions,
    },
    required: ['kernel_size'],
  },
  build: (options, [input]) => buildDepthwise(options, imageShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const geometry = {
      strides: sizes(options.strides, 2),
      padding: options.padding,
      dilation: sizes(options.dilation_rate, 2),
    };
    return withBias(convolveDepthwise(asImages(x!, tf), kernel!, geometry, tf), bias, tf);
  },
});
