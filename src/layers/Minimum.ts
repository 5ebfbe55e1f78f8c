import { defineLayer } from './layer.js';
import { buildMerge, eitherMask, extreme } from './merging.js';

/** keras.layers.Minimum: the smallest of its inputs, element by element; shapes broadcast as Add's. */
export const Minimum = defineLayer({
  name: 'Minimum',
  summary: 'The smallest of its inputs, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  mask: eitherMask,
  build: (_options, inputs) => buildMerge('compare', inputs),
  apply: (_options, _weights, inputs, { tf, masks }) =>
    extreme(inputs, masks, (a, b) => tf.minimum(a, b), tf),
});
