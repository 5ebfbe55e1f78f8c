import { withDataFormat } from './data-format.js';
import { cropped, margin2D, marginsOf2D } from './margins.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.Cropping2D. Images without channels (28x28) have one. */
export const Cropping2D = withDataFormat({
  name: 'Cropping2D',
  summary: 'Cuts rows and columns off images. They may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      cropping: {
        ...margin2D,
        default: [
          [0, 0],
          [0, 0],
        ],
        description: 'On every side, or [rows, columns], or [[top, bottom], [left, right]].',
      },
    },
  },
  build({ cropping }, [input]) {
    const [height, width, channels] = imageShape(input!.shape);
    const [rows, columns] = marginsOf2D(cropping);
    const shape = [cropped(height, rows, 'rows'), cropped(width, columns, 'columns'), channels];
    return { output: { shape, dtype: 'float32' } };
  },
  apply({ cropping }, _weights, [input], { tf }) {
    const x = asImages(input!, tf);
    const [batch, height, width, channels] = x.shape;
    const [[top, bottom], [left, right]] = marginsOf2D(cropping);
    return tf.slice(x, [0, top, left, 0], [batch, height - top - bottom, width - left - right, channels]);
  },
});
