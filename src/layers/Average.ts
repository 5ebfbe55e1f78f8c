import { defineLayer } from './layer.js';
import { aligned, buildMerge, eitherMask } from './merging.js';

/** keras.layers.Average: the mean of its inputs, element by element; shapes broadcast as Add's. */
export const Average = defineLayer({
  name: 'Average',
  summary: 'The mean of its inputs, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  mask: eitherMask,
  build: (_options, inputs) => buildMerge('average', inputs),
  apply: (_options, _weights, inputs, { tf }) =>
    tf.mul(
      aligned(inputs, tf).reduce((sum, x) => tf.add(sum, x)),
      1 / inputs.length,
    ),
});
