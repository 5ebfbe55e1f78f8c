import { defineActivation } from './activation.js';
import { kept } from './kept.js';

export const relu = defineActivation({
  name: 'relu',
  summary: 'max(x, 0); with options leaky, bounded or with a threshold.',
  options: {
    type: 'object',
    properties: {
      negative_slope: { type: 'number', minimum: 0, default: 0, description: 'Slope below the threshold.' },
      max_value: { type: 'number', minimum: 0, description: 'Upper bound of the output; none by default.' },
      threshold: { type: 'number', minimum: 0, default: 0, description: 'Values up to it count as zero.' },
    },
  },
  /** The order of operations is Keras's (keras.activations.relu), so that the corners agree. */
  apply({ negative_slope, max_value, threshold }, x, tf) {
    if (negative_slope !== 0 && max_value === undefined && threshold === 0) {
      return tf.leakyRelu(x, negative_slope);
    }
    let y = threshold === 0 ? tf.relu(x) : kept(x, tf, (at) => tf.greater(at, threshold));
    if (max_value !== undefined) y = tf.clipByValue(y, 0, max_value);
    if (negative_slope === 0) return y;
    const below = tf.relu(threshold === 0 ? tf.neg(x) : tf.sub(threshold, x));
    return tf.sub(y, tf.mul(below, negative_slope));
  },
});
