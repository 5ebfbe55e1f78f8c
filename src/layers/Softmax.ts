import { alongLast } from '../activations/along-last.js';
import { axisOf } from '../arrays.js';
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
    const chosen = axisOf(axis, x.shape.slice(1));
    // tfjs has softmax along the last axis only.
    return chosen === x.rank - 1 ? x : alongLast(x, chosen, tf, (turned) => tf.softmax(turned));
  },
});
