import { sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { biasOf, commonOptions, dilated, filters, padding, withBias } from './convolution.js';
import { defineLayer } from './layer.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape, type Tensor4D } from './spatial.js';
import { slide } from './window.js';

/** keras.layers.SeparableConv2D, channels last: a depthwise convolution, then one of 1x1 over the channels. */
export const SeparableConv2D = defineLayer({
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
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'Channels between the two convolutions for every input channel.',
      },
      depthwise_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
      pointwise_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
      depthwise_regularizer: { ...choice('regularizer'), description: 'Penalty on the depthwise kernel.' },
      pointwise_regularizer: { ...choice('regularizer'), description: 'Penalty on the pointwise kernel.' },
      depthwise_constraint: { ...choice('constraint'), description: 'What the depthwise kernel is held to.' },
      pointwise_constraint: { ...choice('constraint'), description: 'What the pointwise kernel is held to.' },
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build(options, [input]) {
    const [height, width, channels] = imageShape(input!.shape);
    const size = sizes(options.kernel_size, 2);
    const strides = sizes(options.strides, 2);
    const dilation = sizes(options.dilation_rate, 2);
    const extents = slide({ what: 'kernel', size, strides, padding: options.padding, dilation }, [
      height,
      width,
    ]);
    const between = channels * options.depth_multiplier;
    const depthwise = {
      name: 'depthwise_kernel',
      shape: [...size, channels, options.depth_multiplier],
      initializer: options.depthwise_initializer,
      regularizer: options.depthwise_regularizer,
      constraint: options.depthwise_constraint,
    };
    const pointwise = {
      name: 'pointwise_kernel',
      shape: [1, 1, between, options.filters],
      initializer: options.pointwise_initializer,
      regularizer: options.pointwise_regularizer,
      constraint: options.pointwise_constraint,
    };
    const bias = options.use_bias ? 1 : 0;
    const each = 2 * between * sizeOf(size) + options.filters * (2 * between + bias);
    return {
      weights: [depthwise, pointwise, ...biasOf(options, options.filters)],
      output: { shape: [...extents, options.filters], dtype: 'float32' },
      flops: sizeOf(extents) * each,
    };
  },
  activation: (options) => options.activation,
  apply(options, { depthwise_kernel, pointwise_kernel, bias }, [x], { tf }) {
    const filter = dilated(depthwise_kernel!, sizes(options.dilation_rate, 2), tf);
    const strides = sizes(options.strides, 2) as [number, number];
    const between = tf.depthwiseConv2d(asImages(x!, tf), filter, strides, options.padding);
    return withBias(tf.conv2d(between, pointwise_kernel as Tensor4D, 1, 'valid'), bias, tf);
  },
});
