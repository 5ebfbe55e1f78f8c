import { formatShape } from '../arrays.js';
import { defineLayer } from './layer.js';

/** keras.layers.RepeatVector: [features] to [n, features]. */
export const RepeatVector = defineLayer({
  name: 'RepeatVector',
  summary: 'Makes a sequence of n equal steps out of a vector.',
  options: {
    type: 'object',
    properties: { n: { type: 'integer', minimum: 1, description: 'Number of steps.' } },
    required: ['n'],
  },
  build({ n }, [input]) {
    const { shape, dtype } = input!;
    if (shape.length !== 1)
      throw new Error(`takes vectors, got ${formatShape(shape)}: expected one axis, the features`);
    return { output: { shape: [n, ...shape], dtype } };
  },
  apply: ({ n }, _weights, [x], { tf }) => tf.tile(tf.expandDims(x!, 1), [1, n, 1]),
});
