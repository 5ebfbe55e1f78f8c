import { commonOptions, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import { buildDepthwise, convolveDepthwise, depthMultiplier, depthwiseOptions } from './depthwise.js';
import { size1D, sizes } from './sizes.js';
import { asRows, fromRows, oneHigh, sequenceShape } from './spatial.js';

/** keras.layers.DepthwiseConv1D over [steps, channels]: every channel is convolved with kernels of its own. */
export const DepthwiseConv1D = withDataFormat({
  name: 'DepthwiseConv1D',
  summary: 'A convolution over the steps of a sequence of every channel by itself.',
  options: {
    type: 'object',
    properties: {
      kernel_size: { ...size1D, description: 'Length of the kernel.' },
      strides: { ...size1D, default: 1, description: 'Steps of the kernel.' },
      padding,
      depth_multiplier: depthMultiplier,
      dilation_rate: { ...size1D, default: 1, description: 'Distance between elements of the kernel.' },
      ...depthwiseOptions,
      ...commonOptions,
    },
    required: ['kernel_size'],
  },
  build: (options, [input]) => buildDepthwise(options, sequenceShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const geometry = {
      strides: oneHigh(sizes(options.strides, 1)),
      padding: options.padding,
      dilation: oneHigh(sizes(options.dilation_rate, 1)),
    };
    const wide = tf.reshape(kernel!, oneHigh(kernel!.shape));
    const y = convolveDepthwise(asRows(x!, tf), wide, geometry, tf);
    return fromRows(withBias(y, bias, tf), tf);
  },
});
