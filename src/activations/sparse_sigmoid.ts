import { defineActivation } from './activation.js';

/** keras.activations.sparse_sigmoid. */
export const sparse_sigmoid = defineActivation({
  name: 'sparse_sigmoid',
  summary: '0 up to -1, 1 from 1, (x + 1) / 2 between.',
  options: { type: 'object', properties: {} },
  // Not by clipping, whose gradient at -1 and 1 is that of the slope: Keras's is 0 there.
  apply(_options, x, tf) {
    const rising = tf.relu(tf.mul(tf.add(x, 1), 0.5));
    return tf.sub(1, tf.relu(tf.sub(1, rising)));
  },
});
