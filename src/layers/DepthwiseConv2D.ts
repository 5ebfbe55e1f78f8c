import { sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { biasOf, commonOptions, dilated, padding, withBias } from './convolution.js';
import { defineLayer } from './layer.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';
import { slide } from './window.js';

/** keras.layers.DepthwiseConv2D, channels last: every channel is convolved with kernels of its own. */
export const DepthwiseConv2D = defineLayer({
  name: 'DepthwiseConv2D',
  summary:
    'A convolution over height and width of every channel by itself. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      kernel_size: { ...size2D, description: 'Height and width of the kernel.' },
      strides: { ...size2D, default: [1, 1], description: 'Steps of the kernel.' },
      padding,
      depth_multiplier: {
        type: 'integer',
        minimum: 1,
        default: 1,
        description: 'Output channels for every input channel.',
      },
      dilation_rate: { ...size2D, default: [1, 1], description: 'Distance between elements of the kernel.' },
      depthwise_initializer: { ...choice('initializer'), default: 'glorot_uniform' },
      depthwise_regularizer: { ...choice('regularizer'), description: 'Penalty on the kernel.' },
      depthwise_constraint: { ...choice('constraint'), description: 'What the kernel is held to.' },
      ...commonOptions,
    },
    required: ['kernel_size'],
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
    const units = channels * options.depth_multiplier;
    const kernel = {
      name: 'kernel',
      shape: [...size, channels, options.depth_multiplier],
      initializer: options.depthwise_initializer,
      regularizer: options.depthwise_regularizer,
      constraint: options.depthwise_constraint,
    };
    const shape = [...extents, units];
    return {
      weights: [kernel, ...biasOf(options, units)],
      output: { shape, dtype: 'float32' },
      flops: sizeOf(shape) * (2 * sizeOf(size) + (options.use_bias ? 1 : 0)),
    };
  },
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const filter = dilated(kernel!, sizes(options.dilation_rate, 2), tf);
    const strides = sizes(options.strides, 2) as [number, number];
    return withBias(tf.depthwiseConv2d(asImages(x!, tf), filter, strides, options.padding), bias, tf);
  },
});
