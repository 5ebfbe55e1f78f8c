import { formatShape, sizeOf } from '../arrays.js';
import { choice } from '../experiment/part.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.PReLU (He et al., 2015), by Keras's formula, so that the gradient at 0 agrees: 0. */
export const PReLU = defineLayer({
  name: 'PReLU',
  summary: 'x where positive, else alpha · x; alpha is learned, one for every element of a sample.',
  options: {
    type: 'object',
    properties: {
      alpha_initializer: { ...choice('initializer'), default: 'zeros' },
      alpha_regularizer: { ...choice('regularizer'), description: 'Penalty on alpha.' },
      alpha_constraint: { ...choice('constraint'), description: 'What alpha is held to.' },
      shared_axes: {
        type: 'array',
        items: { type: 'integer', minimum: 1 },
        uniqueItems: true,
        description: 'Axes along which alpha is the same, from 1: [1, 2] for images, one alpha a channel.',
      },
    },
  },
  mask: passMask,
  build(options, [input]) {
    const { shape } = input!;
    const shared = options.shared_axes ?? [];
    const beyond = shared.find((axis) => axis > shape.length);
    if (beyond !== undefined) {
      const found = `shared_axes [${shared.join(', ')}] of an input of shape ${formatShape(shape)}`;
      throw new Error(`${found}: ${beyond} is not there, expected 1 to ${shape.length}`);
    }
    const alpha = {
      name: 'alpha',
      shape: shape.map((size, at) => (shared.includes(at + 1) ? 1 : size)),
      initializer: options.alpha_initializer,
      regularizer: options.alpha_regularizer,
      constraint: options.alpha_constraint,
    };
    return { weights: [alpha], output: { shape, dtype: 'float32' }, flops: 2 * sizeOf(shape) };
  },
  apply(_options, { alpha }, [x], { tf }) {
    return tf.sub(tf.relu(x!), tf.mul(tf.relu(tf.neg(x!)), alpha!));
  },
});
