import { withDataFormat } from './data-format.js';
import { buildGlobal, globalAverage, keepdims } from './global-pooling.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.GlobalAveragePooling2D. Images without channels (28x28) have one. */
export const GlobalAveragePooling2D = withDataFormat({
  name: 'GlobalAveragePooling2D',
  summary: 'The mean of every channel over height and width. Images may lack channels (28x28).',
  options: { type: 'object', properties: { keepdims } },
  build: (options, [input]) => buildGlobal(options, imageShape(input!.shape)),
  apply: (options, _weights, [x], { tf }) => globalAverage(asImages(x!, tf), options, tf),
});
