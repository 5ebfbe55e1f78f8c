import { addActivity } from './activity.js';
import { defineLayer, passMask } from './layer.js';

/** keras.layers.ActivityRegularization: adds l1 · sum(|x|) + l2 · sum(x²), a row's share, to the loss. */
export const ActivityRegularization = defineLayer({
  name: 'ActivityRegularization',
  summary: 'Puts out its input and adds a penalty on it to the loss.',
  options: {
    type: 'object',
    properties: {
      l1: { type: 'number', minimum: 0, default: 0, description: 'Weight of the sum of absolute values.' },
      l2: { type: 'number', minimum: 0, default: 0, description: 'Weight of the sum of squares.' },
    },
  },
  mask: passMask,
  build: (_options, [input]) => ({ output: { shape: input!.shape, dtype: 'float32' } }),
  apply(options, _weights, [x], context) {
    addActivity({ L1L2: options }, x!, context);
    return x!;
  },
});
