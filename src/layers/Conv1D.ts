import {
  buildConvolution,
  commonOptions,
  convolve,
  filters,
  groups,
  kernelOptions,
  withBias,
} from './convolution.js';
import { withDataFormat } from './data-format.js';
import { size1D, sizes } from './sizes.js';
import { asRows, fromRows, oneHigh, sequenceShape, type Tensor4D } from './spatial.js';
import { spanOf } from './window.js';

/** keras.layers.Conv1D over [steps, channels]; computed as a Conv2D over images one pixel high. */
export const Conv1D = withDataFormat({
  name: 'Conv1D',
  summary: 'A convolution over the steps of a sequence.',
  options: {
    type: 'object',
    properties: {
      filters,
      kernel_size: { ...size1D, description: 'Length of the kernel.' },
      strides: { ...size1D, default: 1, description: 'Steps of the kernel.' },
      padding: {
        enum: ['valid', 'same', 'causal'],
        default: 'valid',
        description: 'same: zeros on both sides; causal: in front only, so no output depends on later steps.',
      },
      dilation_rate: { ...size1D, default: 1, description: 'Distance between elements of the kernel.' },
      groups,
      ...kernelOptions,
      ...commonOptions,
    },
    required: ['filters', 'kernel_size'],
  },
  build: (options, [input]) => buildConvolution(options, sequenceShape(input!.shape)),
  activation: (options) => options.activation,
  apply(options, { kernel, bias }, [x], { tf }) {
    const [dilation] = sizes(options.dilation_rate, 1) as [number];
    const causal = options.padding === 'causal';
    const rows = asRows(x!, tf);
    const front = spanOf(kernel!.shape[0]!, dilation) - 1;
    const padded =
      causal && front > 0
        ? tf.pad(rows, [
            [0, 0],
            [0, 0],
            [front, 0],
            [0, 0],
          ])
        : rows;
    const geometry = {
      strides: oneHigh(sizes(options.strides, 1)),
      padding: options.padding === 'same' ? ('same' as const) : ('valid' as const),
      dilation: oneHigh([dilation]),
      groups: options.groups,
    };
    const wide = tf.reshape(kernel!, oneHigh(kernel!.shape));
    const y = withBias(convolve(padded as Tensor4D, wide, geometry, tf), bias, tf);
    return fromRows(y, tf);
  },
});
