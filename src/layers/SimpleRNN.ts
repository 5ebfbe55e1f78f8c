import { defineLayer } from './layer.js';
import { applyRecurrent, buildRecurrent, sequenceMask } from './recurrent/layer.js';
import { recurrentOptions } from './recurrent/options.js';
import { simpleCell } from './recurrent/simple-cell.js';

/** keras.layers.SimpleRNN: sequences [steps, features] to [units], or [steps, units]. */
export const SimpleRNN = defineLayer({
  name: 'SimpleRNN',
  summary: 'A recurrent layer whose state is the activation of its input and its last state.',
  options: { type: 'object', properties: recurrentOptions, required: ['units'] },
  build: (options, inputs) => buildRecurrent(simpleCell, options, inputs),
  mask: sequenceMask,
  apply: (options, weights, [x], context) => applyRecurrent(simpleCell, options, weights, x!, context),
});
