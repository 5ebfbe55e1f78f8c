import { withDataFormat } from './data-format.js';
import { buildPooling, poolOfImages, poolPadding } from './pooling.js';
import { size1D } from './sizes.js';
import { asRows, fromRows, sequenceShape } from './spatial.js';

/** keras.layers.MaxPooling1D; computed over images one pixel high. */
export const MaxPooling1D = withDataFormat({
  name: 'MaxPooling1D',
  summary: "The largest value of every window of a sequence's steps.",
  options: {
    type: 'object',
    properties: {
      pool_size: { ...size1D, default: 2, description: 'Steps of a window.' },
      strides: { ...size1D, description: 'How far windows lie apart; by default pool_size.' },
      padding: poolPadding,
    },
  },
  build: (options, [input]) => buildPooling(options, sequenceShape(input!.shape)),
  apply(options, _weights, [x], { tf }) {
    const { size, strides, padding } = poolOfImages(options, 1);
    return fromRows(tf.maxPool(asRows(x!, tf), size, strides, padding), tf);
  },
});
