import { defineActivation } from './activation.js';

/** keras.activations.celu. */
export const celu = defineActivation({
  name: 'celu',
  summary: 'max(x, 0) + alpha · (exp(min(x, 0) / alpha) - 1).',
  options: {
    type: 'object',
    properties: {
      alpha: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1,
        description: 'What it tends to, negated, at -infinity.',
      },
    },
  },
  // The gradient at 0 is 2, as TensorFlow's: both halves have a slope there.
  apply({ alpha }, x, tf) {
    const below = tf.expm1(tf.div(tf.minimum(x, 0), alpha));
    return tf.add(tf.maximum(x, 0), tf.mul(below, alpha));
  },
});
