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
import { GAMMA, power } from './focal.js';
import { defineLoss } from './loss.js';

const NAME = 'binary_focal_crossentropy';

/** keras.losses.BinaryFocalCrossentropy: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const binary_focal_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy of yes-or-no targets in which outputs that are right already count little.',
  options: {
    type: 'object',
    properties: {
      apply_class_balancing: {
        type: 'boolean',
        default: false,
        description: 'Targets of 1 count alpha, those of 0 count 1 - alpha.',
      },
      alpha: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.25,
        description: 'What targets of 1 count.',
      },
      gamma: GAMMA,
      from_logits: FROM_LOGITS,
      label_smoothing: labelSmoothing('0.5'),
    },
  },
  logitsOf: 'sigmoid',
  misfit: ({ from_logits }, judged) =>
    classMisfit(NAME, judged) ??
    valuesMisfit(NAME, judged) ??
    activationMisfit(NAME, from_logits, judged.activation, 'sigmoid'),
  apply({ apply_class_balancing, alpha, gamma, label_smoothing }, target, output, fromLogits, tf) {
    const { target: exact, output: y } = align(target, output, tf);
    const labels = smoothed(exact, label_smoothing, 0.5, tf);
    const p = fromLogits ? tf.sigmoid(y) : y;
    const others = tf.sub(1, labels);
    const [yes, no] = [clipped(p, tf), tf.sub(1, clipped(p, tf))];
    const crossentropy = fromLogits
      ? sigmoidCrossentropy(labels, y, tf)
      : tf.neg(tf.add(tf.mul(labels, tf.log(yes)), tf.mul(others, tf.log(no))));
    const right = tf.add(tf.mul(labels, p), tf.mul(others, tf.sub(1, p)));
    const focal = tf.mul(power(tf.sub(1, right), gamma, tf), crossentropy);
    if (!apply_class_balancing) return meanOfLast(focal, tf);
    const weights = tf.add(tf.mul(labels, alpha), tf.mul(others, 1 - alpha));
    return meanOfLast(tf.mul(weights, focal), tf);
  },
});
