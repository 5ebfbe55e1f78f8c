import { withDataFormat } from './data-format.js';
import { buildPooling, poolOfImages, poolPadding } from './pooling.js';
import { size2D } from './sizes.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.MaxPooling2D. Images without channels (28x28) have one. */
export const MaxPooling2D = withDataFormat({
  name: 'MaxPooling2D',
  summary: 'The largest value of every window of an image. Images may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      pool_size: { ...size2D, default: [2, 2], description: 'Height and width of a window.' },
      strides: { ...size2D, description: 'How far windows lie apart; by default pool_size.' },
      padding: poolPadding,
    },
  },
  build: (options, [input]) => buildPooling(options, imageShape(input!.shape)),
  apply(options, _weights, [x], { tf }) {
    const { size, strides, padding } = poolOfImages(options, 2);
    return tf.maxPool(asImages(x!, tf), size, strides, padding);
  },
});
