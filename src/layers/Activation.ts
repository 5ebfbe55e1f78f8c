import { choice } from '../experiment/part.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.Activation. `apply` is the identity: the model applies what `activation` names, as behind Dense. */
export const Activation = defineLayer({
  name: 'Activation',
  summary: 'Applies an activation function to its input.',
  options: {
    type: 'object',
    properties: { activation: { ...choice('activation'), description: 'The function to apply.' } },
    required: ['activation'],
  },
  mask: passMask,
  build: (_options, [input]) => ({ output: { shape: input!.shape, dtype: 'float32' } }),
  activation: (options) => options.activation,
  apply: (_options, _weights, [x]) => x!,
});
