import { defineLayer } from './layer.js';
import { applyRecurrent, buildRecurrent, sequenceMask } from './recurrent/layer.js';
import { lstmCell } from './recurrent/lstm-cell.js';
import { recurrentActivation, recurrentOptions } from './recurrent/options.js';

/** keras.layers.LSTM: sequences [steps, features] to [units], or [steps, units]. */
export const LSTM = defineLayer({
  name: 'LSTM',
  summary: 'Long short-term memory: a recurrent layer with gates for what to take in, forget and put out.',
  options: {
    type: 'object',
    properties: {
      ...recurrentOptions,
      ...recurrentActivation,
      unit_forget_bias: {
        type: 'boolean',
        default: true,
        description: 'Whether the bias of the forget gate starts at one.',
      },
    },
    required: ['units'],
  },
  build(options, inputs) {
    const { units, unit_forget_bias, bias_initializer: initializer } = options;
    if (!unit_forget_bias) return buildRecurrent(lstmCell, options, inputs);
    const segments = [
      { size: units, initializer },
      { size: units, initializer: 'ones' },
      { size: 2 * units, initializer },
    ];
    return buildRecurrent(lstmCell, options, inputs, { rows: 1, segments });
  },
  mask: sequenceMask,
  apply: (options, weights, [x], context) => applyRecurrent(lstmCell, options, weights, x!, context),
});
