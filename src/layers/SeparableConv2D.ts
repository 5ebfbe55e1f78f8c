import { commonOptions, filters, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import {
  buildSeparable,
  convolveDepthwise,
  depthMultiplier,
  depthwiseOptions,
  pointwiseOptions,
} from './depthwise.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape, type Tensor4D } from './spatial.js';

/** keras.layers.SeparableConv2D: a depthwise convolution, then one of 1x1 over the channels. */
export const SeparableConv2D = withDataFormat({
  name: 'SeparableConv2D',
  summary: 'A depthwise convolution followed by a pointwise one. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size2D, description: 'Height and width of the depthwise kernel.' },
      strides: { ...size2D, default: [1, 1], description: 'Steps of the depthwise kernel.' },
      padding,
      dilation_rate: { ...size2D, default: [1, 1], description: 'Distance between elements of the kernel.' },
      depth_multiplier: {
        ...depthMultiplier,
        description: 'Channels between the two convolutions for every input channel.',
      },
      ...depthwiseOptions,
      ...pointwiseOptions,
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build: (options, [input]) => buildSeparable(options, imageShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { depthwise_kernel, pointwise_kernel, bias }, [x], { tf }) {
    const geometry = {
      strides: sizes(options.strides, 2),
      padding: options.padding,
      dilation: sizes(options.dilation_rate, 2),
    };
    const between = convolveDepthwise(asImages(x!, tf), depthwise_kernel!, geometry, tf);
    return withBias(tf.conv2d(between, pointwise_kernel as Tensor4D, 1, 'valid'), bias, tf);
  },
});
