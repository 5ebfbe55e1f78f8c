import { formatShape, sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { defineLayer, passMask } from './layer.js';

/**
 * keras_hub.layers.PositionEmbedding: the vectors of the places of a sequence, to be added to it. The input counts
 * for its shape alone.
 */
export const PositionEmbedding = defineLayer({
  name: 'PositionEmbedding',
  summary: 'Puts out a vector for every place of a sequence, which is learned; Add it to the sequence.',
  options: {
    type: 'object',
    properties: {
      sequence_length: { type: 'integer', minimum: 1, description: 'Length of the longest sequence.' },
      initializer: { ...choice('initializer'), default: 'glorot_uniform' },
    },
    required: ['sequence_length'],
  },
  mask: passMask,
  build({ sequence_length, initializer }, [input]) {
    const { shape } = input!;
    const [steps, features] = shape.slice(-2);
    if (shape.length < 2)
      throw new Error(`takes sequences, got ${formatShape(shape)}: expected steps x features`);
    if (steps! > sequence_length)
      throw new Error(`sequence_length ${sequence_length} is less than the ${steps} steps of its input`);
    return {
      weights: [{ name: 'embeddings', shape: [sequence_length, features!], initializer }],
      output: { shape, dtype: 'float32' },
      flops: sizeOf(shape),
    };
  },
  apply(_options, { embeddings }, [x], { tf }) {
    const [steps, features] = x!.shape.slice(-2) as [number, number];
    const used =
      steps === embeddings!.shape[0] ? embeddings! : tf.slice(embeddings!, [0, 0], [steps, features]);
    return tf.mul(
      tf.reshape(used, [...x!.shape.slice(0, -2).map(() => 1), steps, features]),
      tf.ones(x!.shape),
    );
  },
});
