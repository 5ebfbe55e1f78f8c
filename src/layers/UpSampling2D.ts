import { sizeOf } from '../arrays.js';
import { withDataFormat } from './data-format.js';
import { size2D, sizes } from './sizes.js';
import { asImages, imageShape } from './spatial.js';
import { bilinear, nearest } from './upsampling.js';

/** keras.layers.UpSampling2D, `nearest` and `bilinear`. Images without channels have one. */
export const UpSampling2D = withDataFormat({
  name: 'UpSampling2D',
  summary: 'Enlarges images by whole factors. They may lack channels (28x28).',
  options: {
    type: 'object',
    properties: {
      size: { ...size2D, default: [2, 2], description: 'Factors of height and width.' },
      interpolation: {
        enum: ['nearest', 'bilinear'],
        default: 'nearest',
        description: 'nearest repeats pixels, bilinear passes from one to the next.',
      },
    },
  },
  build({ size, interpolation }, [input]) {
    const [height, width, channels] = imageShape(input!.shape);
    const [down, across] = sizes(size, 2) as [number, number];
    const shape = [height * down, width * across, channels];
    const flops = interpolation === 'nearest' ? 0 : 6 * sizeOf(shape);
    return { output: { shape, dtype: 'float32' }, flops };
  },
  apply({ size, interpolation }, _weights, [x], { tf }) {
    const [down, across] = sizes(size, 2) as [number, number];
    const enlarge = interpolation === 'nearest' ? nearest : bilinear;
    return enlarge(asImages(x!, tf), down, across, tf);
  },
});
