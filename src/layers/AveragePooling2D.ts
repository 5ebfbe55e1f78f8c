import { withDataFormat } from './data-format.js';
import { averagePool, buildPooling, poolPadding } from './pooling.js';
import { size2D } from './sizes.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.AveragePooling2D. Images without channels (28x28) have one. */
export const AveragePooling2D = withDataFormat({
  name: 'AveragePooling2D',
  summary: 'The mean of every window of an image. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      pool_size: { ...size2D, description: 'Height and width of a window.' },
      strides: { ...size2D, description: 'How far windows lie apart; by default pool_size.' },
      padding: poolPadding,
    },
    required: ['pool_size'],
  },
  build: (options, [input]) => buildPooling(options, imageShape(input!.shape)),
  apply(options, _weights, [x], { tf }) {
    return averagePool(asImages(x!, tf), options, 2, tf);
  },
});
