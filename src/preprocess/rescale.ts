import { sizeOf } from '../arrays.js';
import { asFloat, floatSpec } from './floats.js';
import { defineTransform } from './transform.js';

/** keras.layers.Rescaling: `x * scale + offset`. */
export const rescale = defineTransform({
  name: 'rescale',
  summary: 'x * scale + offset; by default bytes 0..255 become 0..1.',
  options: {
    type: 'object',
    properties: {
      scale: { type: 'number', default: 1 / 255, description: 'Factor (default: 1/255).' },
      offset: { type: 'number', default: 0, description: 'Added after scaling.' },
    },
  },
  shape: (_options, input) => floatSpec(input),
  fit: () => ({}),
  apply({ scale, offset }, _fitted, x, tf) {
    const scaled = tf.mul(asFloat(x, tf), scale);
    return offset === 0 ? scaled : tf.add(scaled, offset);
  },
  transform({ scale, offset }, _fitted, { shape, data }) {
    const out = new Float32Array(sizeOf(shape));
    // Assigning rounds to float32; every step of the graph rounds, so must these.
    const factor = Math.fround(scale);
    const shift = Math.fround(offset);
    for (let i = 0; i < out.length; i++) out[i] = Math.fround(Math.fround(data[i]!) * factor) + shift;
    return { shape, dtype: 'float32', data: out };
  },
});
