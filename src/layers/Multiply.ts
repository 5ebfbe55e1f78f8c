import { defineLayer } from './layer.js';
import { buildMerge, eitherMask, product } from './merging.js';

/** keras.layers.Multiply: the product of its inputs, element by element; shapes broadcast as Add's. */
export const Multiply = defineLayer({
  name: 'Multiply',
  summary: 'Multiplies its inputs, element by element.',
  options: { type: 'object', properties: {} },
  inputs: 'many',
  mask: eitherMask,
  build: (_options, inputs) => buildMerge('multiply', inputs),
  apply: (_options, _weights, inputs, { tf, masks }) => product(inputs, masks, tf),
});
