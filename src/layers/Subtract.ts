import type { Tensor } from '../tf.js';
import { defineLayer } from './layer.js';
import { aligned, buildMerge, eitherMask } from './merging.js';

/** keras.layers.Subtract: the first of two inputs minus the second; shapes broadcast as Add's. */
export const Subtract = defineLayer({
  name: 'Subtract',
  summary: 'The first of its two inputs minus the second, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  mask: eitherMask,
  build(_options, inputs) {
    if (inputs.length !== 2)
      throw new Error(`takes exactly two inputs, found ${inputs.length}: name them, inputs: [a, b]`);
    return buildMerge('subtract', inputs);
  },
  apply(_options, _weights, inputs, { tf }) {
    const [a, b] = aligned(inputs, tf) as [Tensor, Tensor];
    return tf.sub(a, b);
  },
});
