import { withGradient } from '../gradient.js';
import { defineActivation } from './activation.js';

/** Constants of Klambauer et al., "Self-normalizing neural networks", 2017. */
const SCALE = 1.0507009873554805;
const SCALE_ALPHA = 1.7580993408473766;

export const selu = defineActivation({
  name: 'selu',
  summary: 'Scaled ELU, which keeps mean and variance behind lecun_normal weights.',
  options: { type: 'object', properties: {} },
  /** With TensorFlow's gradient at zero, the slope of the right side; tfjs takes that of the left. */
  apply: (_options, x, tf) =>
    withGradient(x, tf, (input) => ({
      value: tf.selu(input),
      saved: [input],
      gradient: (dy, [kept]) => {
        const left = tf.mul(tf.exp(kept!), SCALE_ALPHA);
        return tf.mul(dy, tf.where(tf.less(kept!, 0), left, tf.fill(left.shape, SCALE)));
      },
    })),
});
