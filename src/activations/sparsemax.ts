import { axisOf } from '../arrays.js';
import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { defineActivation } from './activation.js';
import { alongLast } from './along-last.js';
import { axisOption } from './axis-option.js';

/**
 * Martins and Astudillo, "From softmax to sparsemax", 2016, algorithm 1: the point of the simplex that is nearest to x.
 * keras.activations.sparsemax of Keras 3.15 sums up the cumulative sums of the support where the paper takes the last
 * of them: with more than one element above zero what it gives does not add up to 1. With one, the two are the same.
 */
export const sparsemax = defineActivation({
  name: 'sparsemax',
  summary: 'Probabilities along an axis that add up to 1, as softmax, of which small ones are exactly 0.',
  options: { type: 'object', properties: { axis: axisOption } },
  output({ axis }, sample) {
    axisOf(axis, sample);
    return sample;
  },
  apply: ({ axis }, x, tf) =>
    alongLast(x, axisOf(axis, x.shape.slice(1)), tf, (turned) => project(turned, tf)),
});

/** Along the last axis. The gradient is that of dy, less its mean over the support, there (the paper's section 2.5). */
function project(x: Tensor, tf: Ops): Tensor {
  return withGradient(x, tf, (input) => {
    const size = input.shape.at(-1)!;
    // Less its maximum: sums of large numbers would lose the digits that count.
    const z = tf.sub(input, tf.max(input, -1, true));
    const { values: sorted } = tf.topk(z, size);
    const sums = tf.cumsum(sorted, input.rank - 1);
    const counts = tf.range(1, size + 1, 1, 'float32');
    const support = tf.cast(tf.greater(tf.add(tf.mul(sorted, counts), 1), sums), 'float32');
    const sum = tf.sum(tf.mul(sorted, support), -1, true);
    const threshold = tf.div(tf.sub(sum, 1), tf.sum(support, -1, true));
    const value = tf.relu(tf.sub(z, threshold));
    return {
      value,
      saved: [value],
      gradient: (dy, [y]) => {
        const kept = tf.cast(tf.greater(y!, 0), 'float32');
        const own = tf.mul(dy, kept);
        const mean = tf.div(tf.sum(own, -1, true), tf.sum(kept, -1, true));
        return tf.sub(own, tf.mul(kept, mean));
      },
    };
  });
}
