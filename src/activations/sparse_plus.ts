import { defineActivation } from './activation.js';

/** keras.activations.sparse_plus. */
export const sparse_plus = defineActivation({
  name: 'sparse_plus',
  summary: '0 up to -1, x from 1, (x + 1)² / 4 between: a relu without a corner.',
  options: { type: 'object', properties: {} },
  apply(_options, x, tf) {
    const between = tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25);
    return tf.add(between, tf.relu(tf.sub(x, 1)));
  },
});
