import { defineLayer } from './layer.js';
import { gruCell, gruCellBefore } from './recurrent/gru-cell.js';
import { applyRecurrent, buildRecurrent, sequenceMask } from './recurrent/layer.js';
import { recurrentActivation, recurrentOptions } from './recurrent/options.js';

/** keras.layers.GRU: sequences [steps, features] to [units], or [steps, units]. */
export const GRU = defineLayer({
  name: 'GRU',
  summary: 'Gated recurrent unit: a recurrent layer with gates for what to update and reset.',
  options: {
    type: 'object',
    properties: {
      ...recurrentOptions,
      ...recurrentActivation,
      reset_after: {
        type: 'boolean',
        default: true,
        description: 'Whether the reset gate is applied behind the product with the recurrent kernel.',
      },
    },
    required: ['units'],
  },
  build: (options, inputs) =>
    buildRecurrent(cellOf(options), options, inputs, { rows: options.reset_after ? 2 : 1 }),
  mask: sequenceMask,
  apply: (options, weights, [x], context) => applyRecurrent(cellOf(options), options, weights, x!, context),
});

const cellOf = ({ reset_after }: { readonly reset_after: boolean }) =>
  reset_after ? gruCell : gruCellBefore;
