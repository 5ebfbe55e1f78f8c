import { sizeOf } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.Rescaling: input · scale + offset. Keras's scales by channel are here those of Normalization. */
export const Rescaling = defineLayer({
  name: 'Rescaling',
  summary: 'Multiplies by a number and adds another one.',
  options: {
    type: 'object',
    properties: {
      scale: { type: 'number', description: 'Factor.' },
      offset: { type: 'number', default: 0, description: 'Added behind the multiplication.' },
    },
    required: ['scale'],
  },
  mask: passMask,
  build: (_options, [input]) => ({
    output: { shape: input!.shape, dtype: 'float32' },
    flops: 2 * sizeOf(input!.shape),
  }),
  apply: ({ scale, offset }, _weights, [x], { tf }) => tf.add(tf.mul(x!, scale), offset),
});
