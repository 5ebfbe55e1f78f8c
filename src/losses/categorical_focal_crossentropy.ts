import {
  activationMisfit,
  classesMisfit,
  clipped,
  FROM_LOGITS,
  labelSmoothing,
  smoothed,
  whole,
} from './crossentropy.js';
import { GAMMA, power } from './focal.js';
import { defineLoss } from './loss.js';
import { oneHotMisfit } from './one-hot.js';

const NAME = 'categorical_focal_crossentropy';

/**
 * keras.losses.CategoricalFocalCrossentropy: target and output [batch, ..., classes]. Computed from probabilities that
 * are kept off 0 and 1, from logits too, as Keras does: the loss of one row is at most alpha · 16.1.
 */
export const categorical_focal_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy of one-hot targets in which rows that are right already count little.',
  options: {
    type: 'object',
    properties: {
      alpha: { type: 'number', minimum: 0, default: 0.25, description: 'Factor of the loss.' },
      gamma: GAMMA,
      from_logits: FROM_LOGITS,
      label_smoothing: labelSmoothing('1 / classes'),
    },
  },
  logitsOf: 'softmax',
  misfit: ({ from_logits }, judged) =>
    oneHotMisfit(NAME, judged) ??
    classesMisfit(NAME, judged.output, judged.target.shape.at(-1), judged.leastClasses) ??
    activationMisfit(NAME, from_logits, judged.activation, 'softmax'),
  apply({ alpha, gamma, label_smoothing }, target, output, fromLogits, tf) {
    const labels = smoothed(target, label_smoothing, 1 / output.shape.at(-1)!, tf);
    const p = clipped(whole(fromLogits ? tf.softmax(output) : output, tf), tf);
    const crossentropy = tf.mul(labels, tf.log(p));
    const factor = tf.mul(power(tf.sub(1, p), gamma, tf), -alpha);
    return tf.sum(tf.mul(factor, crossentropy), -1);
  },
});
