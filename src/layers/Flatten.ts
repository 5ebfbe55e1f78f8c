import { sizeOf } from '../arrays.js';
import { withDataFormat } from './data-format.js';

/** keras.layers.Flatten: every sample becomes a vector, row-major; a scalar becomes a vector of one. */
export const Flatten = withDataFormat({
  name: 'Flatten',
  summary: 'Flattens every sample into a vector.',
  options: { type: 'object', properties: {} },
  build: (_options, [input]) => ({ output: { shape: [sizeOf(input!.shape)], dtype: input!.dtype } }),
  apply: (_options, _weights, [x], { tf }) =>
    x!.rank === 2 ? x! : tf.reshape(x!, [-1, sizeOf(x!.shape.slice(1))]),
});
