import { withDataFormat } from './data-format.js';
import { averagePool, buildPooling, poolPadding } from './pooling.js';
import { size1D } from './sizes.js';
import { asRows, fromRows, sequenceShape } from './spatial.js';

/** keras.layers.AveragePooling1D; computed over images one pixel high. */
export const AveragePooling1D = withDataFormat({
  name: 'AveragePooling1D',
  summary: "The mean of every window of a sequence's steps.",
  options: {
    type: 'object',
    properties: {
      pool_size: { ...size1D, description: 'Steps of a window.' },
      strides: { ...size1D, description: 'How far windows lie apart; by default pool_size.' },
      padding: poolPadding,
    },
    required: ['pool_size'],
  },
  build: (options, [input]) => buildPooling(options, sequenceShape(input!.shape)),
  apply(options, _weights, [x], { tf }) {
    return fromRows(averagePool(asRows(x!, tf), options, 1, tf), tf);
  },
});
