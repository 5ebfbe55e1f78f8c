import { defineLayer } from './layer.js';
import { aligned, buildMerge, eitherMask } from './merging.js';

/** keras.layers.Add: the sum of its inputs, element by element; shapes broadcast behind the batch axis. */
export const Add = defineLayer({
  name: 'Add',
  summary: 'Adds its inputs, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  mask: eitherMask,
  build: (_options, inputs) => buildMerge('add', inputs),
  apply: (_options, _weights, inputs, { tf }) => aligned(inputs, tf).reduce((sum, x) => tf.add(sum, x)),
});
