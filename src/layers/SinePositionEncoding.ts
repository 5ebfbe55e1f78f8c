import { formatShape } from '../arrays.js';
import { defineLayer, passMask } from './layer.js';

/** keras_hub.layers.SinePositionEncoding (Vaswani et al., 2017). The input counts for its shape alone. */
export const SinePositionEncoding = defineLayer({
  name: 'SinePositionEncoding',
  summary: 'Puts out sines and cosines of every place of a sequence; Add it to the sequence.',
  options: {
    type: 'object',
    properties: {
      max_wavelength: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 10000,
        description: 'The longest wave, in steps over 2π.',
      },
    },
  },
  mask: passMask,
  build(_options, [input]) {
    const { shape } = input!;
    if (shape.length < 2)
      throw new Error(`takes sequences, got ${formatShape(shape)}: expected steps x features`);
    return { output: { shape, dtype: 'float32' } };
  },
  apply({ max_wavelength }, _weights, [x], { tf }) {
    const [steps, features] = x!.shape.slice(-2) as [number, number];
    const values = Float32Array.from({ length: steps * features }, (_, at) => {
      const feature = at % features;
      const angle = Math.floor(at / features) / max_wavelength ** ((2 * Math.floor(feature / 2)) / features);
      return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    });
    const one = [...x!.shape.slice(0, -2).map(() => 1), steps, features];
    return tf.mul(tf.tensor(values, one), tf.ones(x!.shape));
  },
});
