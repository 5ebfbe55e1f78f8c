import { defineLayer } from './layer.js';
import { asRows, fromRows, sequenceShape } from './spatial.js';
import { nearest } from './upsampling.js';

/** keras.layers.UpSampling1D over [steps, channels]. */
export const UpSampling1D = defineLayer({
  name: 'UpSampling1D',
  summary: 'Repeats every step of a sequence.',
  options: {
    type: 'object',
    properties: { size: { type: 'integer', minimum: 1, default: 2, description: 'How often.' } },
  },
  build({ size }, [input]) {
    const [steps, channels] = sequenceShape(input!.shape);
    return { output: { shape: [steps * size, channels], dtype: 'float32' } };
  },
  apply: ({ size }, _weights, [x], { tf }) => fromRows(nearest(asRows(x!, tf), 1, size, tf), tf),
});
