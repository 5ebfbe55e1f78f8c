import { elementwise } from './elementwise.js';

/** keras.losses.LogCosh: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const log_cosh = elementwise(
  'log_cosh',
  'Mean of log(cosh(output - target)): squares small differences, and takes large ones as they are.',
  (target, output, tf) => {
    const error = tf.sub(output, target);
    return tf.sub(tf.add(error, tf.softplus(tf.mul(error, -2))), Math.LN2);
  },
);
