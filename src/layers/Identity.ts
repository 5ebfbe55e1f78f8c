import { defineLayer, passMask } from './layer.js';

/** keras.layers.Identity: its input; to give it a name, or to stand in for a layer. */
export const Identity = defineLayer({
  name: 'Identity',
  summary: 'Puts out its input.',
  options: { type: 'object', properties: {} },
  integers: true,
  mask: passMask,
  build: (_options, [input]) => ({ output: input! }),
  apply: (_options, _weights, [x]) => x!,
});
