import { withDataFormat } from './data-format.js';
import { margin2D, marginsOf2D } from './margins.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.ZeroPadding2D. Images without channels (28x28) have one. */
export const ZeroPadding2D = withDataFormat({
  name: 'ZeroPadding2D',
  summary: 'Adds rows and columns of zeros around images. They may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      padding: {
        ...margin2D,
        default: [1, 1],
        description: 'On every side, or [rows, columns], or [[top, bottom], [left, right]].',
      },
    },
  },
  build({ padding }, [input]) {
    const [height, width, channels] = imageShape(input!.shape);
    const [rows, columns] = marginsOf2D(padding);
    const shape = [rows[0] + height + rows[1], columns[0] + width + columns[1], channels];
    return { output: { shape, dtype: 'float32' } };
  },
  apply({ padding }, _weights, [x], { tf }) {
    const [rows, columns] = marginsOf2D(padding);
    return tf.pad(asImages(x!, tf), [[0, 0], [...rows], [...columns], [0, 0]]);
  },
});
