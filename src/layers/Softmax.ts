import { axisOf } from './axis.js';
import { defineLayer, passMask } from './layer.js';

/**
 * keras.layers.Softmax. Along the last axis `apply` is the identity and the model applies the softmax, so that a
 * cross-entropy behind it can be computed from the logits; along another axis the layer applies it itself.
 */
export const Softmax = defineLayer({
  name: 'Softmax',
  summary: 'Probabilities that add up to 1 along an axis.',
  options: {
    type: 'object',
    properties: {
      axis: { type: 'integer', default: -1, description: 'The axis; 0 is the batch, -1 the last.' },
    },
  },
  mask: passMask,
  build({ axis }, [input]) {
    axisOf(axis, input!.shape);
    return { output: { shape: input!.shape, dtype: 'float32' } };
  },
  activation: ({ axis }, [input]) =>
    axisOf(axis, input!.shape) === input!.shape.length ? 'softmax' : undefined,
  apply({ axis }, _weights, [input], { tf }) {
    const x = input!;
    const last = x.rank - 1;
    const chosen = axisOf(axis, x.shape.slice(1));
    if (chosen === last) return x;
    // tfjs has softmax along the last axis only. Exchanging two axes is its own inverse.
    const order = x.shape.map((_size, at) => (at === chosen ? last : at === last ? chosen : at));
    return tf.transpose(tf.softmax(tf.transpose(x, order)), order);
  },
});
