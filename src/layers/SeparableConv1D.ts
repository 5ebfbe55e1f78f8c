import { commonOptions, filters, padding, withBias } from './convolution.js';
import { withDataFormat } from './data-format.js';
import {
  buildSeparable,
  convolveDepthwise,
  depthMultiplier,
  depthwiseOptions,
  pointwiseOptions,
} from './depthwise.js';
import { size1D, sizes } from './sizes.js';
import { asRows, oneHigh, sequenceShape } from './spatial.js';

/** keras.layers.SeparableConv1D over [steps, channels]: a depthwise convolution, then a product of the channels. */
export const SeparableConv1D = withDataFormat({
  name: 'SeparableConv1D',
  summary: 'A depthwise convolution over the steps of a sequence, followed by a pointwise one.',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size1D, description: 'Length of the depthwise kernel.' },
      strides: { ...size1D, default: 1, description: 'Steps of the depthwise kernel.' },
      padding,
      dilation_rate: { ...size1D, default: 1, description: 'Distance between elements of the kernel.' },
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
  build: (options, [input]) => buildSeparable(options, sequenceShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { depthwise_kernel, pointwise_kernel, bias }, [x], { tf }) {
    const geometry = {
      strides: oneHigh(sizes(options.strides, 1)),
      padding: options.padding,
      dilation: oneHigh(sizes(options.dilation_rate, 1)),
    };
    const wide = tf.reshape(depthwise_kernel!, oneHigh(depthwise_kernel!.shape));
    const between = convolveDepthwise(asRows(x!, tf), wide, geometry, tf);
    const [, from, to] = pointwise_kernel!.shape as [number, number, number];
    const y = tf.matMul(tf.reshape(between, [-1, from]), tf.reshape(pointwise_kernel!, [from, to]));
    return tf.reshape(withBias(y, bias, tf), [x!.shape[0]!, between.shape[2], to]);
  },
});
