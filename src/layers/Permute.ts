import { formatShape } from '../arrays.js';
import { defineLayer } from './layer.js';

/** keras.layers.Permute: axes in another order, counted from 1 without the batch. */
export const Permute = defineLayer({
  name: 'Permute',
  summary: 'Puts the axes of every sample into another order.',
  options: {
    type: 'object',
    properties: {
      dims: {
        type: 'array',
        items: { type: 'integer', minimum: 1 },
        minItems: 1,
        uniqueItems: true,
        description: 'The new order: [2, 1] exchanges the first two axes. The batch is not counted.',
      },
    },
    required: ['dims'],
  },
  build({ dims }, [input]) {
    const { shape, dtype } = input!;
    if (dims.length !== shape.length || Math.max(...dims) > shape.length) {
      const found = `dims [${dims.join(', ')}] for an input of shape ${formatShape(shape)}`;
      throw new Error(`${found}: expected each number from 1 to ${shape.length} once`);
    }
    return { output: { shape: dims.map((axis) => shape[axis - 1]!), dtype } };
  },
  apply: ({ dims }, _weights, [x], { tf }) => tf.transpose(x!, [0, ...dims]),
});
