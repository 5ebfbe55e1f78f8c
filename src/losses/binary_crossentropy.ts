import { align, meanOfLast, valuesMisfit } from './align.js';
import { classMisfit } from './binary.js';
import {
  activationMisfit,
  clipped,
  FROM_LOGITS,
  labelSmoothing,
  sigmoidCrossentropy,
  smoothed,
} from './crossentropy.js';
import { defineLoss } from './loss.js';

const NAME = 'binary_crossentropy';

/** keras.losses.BinaryCrossentropy: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const binary_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy of yes-or-no targets (0 or 1), each with its own output.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
      label_smoothing: labelSmoothing('0.5'),
    },
  },
  logitsOf: 'sigmoid',
  misfit: ({ from_logits }, judged) =>
    classMisfit(NAME, judged) ??
    valuesMisfit(NAME, judged) ??
    activationMisfit(NAME, from_logits, judged.activation, 'sigmoid'),
  apply({ label_smoothing }, target, output, fromLogits, tf) {
    const { target: exact, output: y } = align(target, output, tf);
    const labels = smoothed(exact, label_smoothing, 0.5, tf);
    if (fromLogits) return meanOfLast(sigmoidCrossentropy(labels, y, tf), tf);
    const p = clipped(y, tf);
    const yes = tf.mul(labels, tf.log(p));
    const no = tf.mul(tf.sub(1, labels), tf.log(tf.sub(1, p)));
    return meanOfLast(tf.neg(tf.add(yes, no)), tf);
  },
});
