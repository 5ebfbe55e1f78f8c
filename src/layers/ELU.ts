import { defineLayer, passMask } from './layer.js';

/** keras.layers.ELU: the elu activation as a layer. */
export const ELU = defineLayer({
  name: 'ELU',
  summary: 'x where positive, else alpha · (exp(x) - 1).',
  options: {
    type: 'object',
    properties: {
      alpha: { type: 'number', default: 1, description: 'What it tends to, negated, at -infinity.' },
    },
  },
  mask: passMask,
  build: (_options, [input]) => ({ output: { shape: input!.shape, dtype: 'float32' } }),
  activation: ({ alpha }) => ({ elu: { alpha } }),
  apply: (_options, _weights, [x]) => x!,
});
