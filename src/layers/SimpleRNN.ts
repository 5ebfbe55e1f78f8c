import { activityRegularizer } from './activity.js';
import { defineLayer } from './layer.js';
import { applyRecurrent, buildRecurrent, sequenceMask } from './recurrent/layer.js';
import { recurrentOptions } from './recurrent/options.js';
import { simpleCell } from './recurrent/simple-cell.js';

/**
 * keras.layers.SimpleRNN: sequences [steps, features] to [units], or [steps, units]. Its `activity_regularizer` adds nothing:
 * Keras 3.15 takes it and does not hand it on, other than in LSTM and GRU.
 */
export const SimpleRNN = defineLayer({
  name: 'SimpleRNN',
  summary: 'A recurrent layer whose state is the activation of its input and its last state.',
  options: {
    type: 'object',
    properties: {
      ...recurrentOptions,
      activity_regularizer: {
        ...activityRegularizer,
        description: 'Without effect, as in Keras 3.15: put an ActivityRegularization behind the layer.',
      },
    },
    required: ['units'],
  },
  addsActivity: true,
  build: (options, inputs) => buildRecurrent(simpleCell, options, inputs),
  mask: sequenceMask,
  apply: (options, weights, [x], context) => applyRecurrent(simpleCell, options, weights, x!, context),
});
