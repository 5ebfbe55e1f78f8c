import { withDataFormat } from './data-format.js';
import { buildGlobal, globalMax, keepdims } from './global-pooling.js';
import { asImages, imageShape } from './spatial.js';

/** keras.layers.GlobalMaxPooling2D. Images without channels (28x28) have one. */
export const GlobalMaxPooling2D = withDataFormat({
  name: 'GlobalMaxPooling2D',
  summary: 'The largest value of every channel over height and width. Images may lack channels (28x28).',
  options: { type: 'object', properties: { keepdims } },
  build: (options, [input]) => buildGlobal(options, imageShape(input!.shape)),
  apply: (options, _weights, [x], { tf }) => globalMax(asImages(x!, tf), options, tf),
});
