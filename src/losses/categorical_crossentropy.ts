import {
  activationMisfit,
  classesMisfit,
  clipped,
  FROM_LOGITS,
  labelSmoothing,
  smoothed,
  softmaxCrossentropy,
  whole,
} from './crossentropy.js';
import { defineLoss } from './loss.js';
import { oneHotMisfit } from './one-hot.js';

const NAME = 'categorical_crossentropy';

/** keras.losses.CategoricalCrossentropy: target and output [batch, ..., classes]. */
export const categorical_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy between one-hot targets and an output for each class.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
      label_smoothing: labelSmoothing('1 / classes'),
    },
  },
  logitsOf: 'softmax',
  misfit: ({ from_logits }, judged) =>
    oneHotMisfit(NAME, judged) ??
    classesMisfit(NAME, judged.output, judged.target.shape.at(-1), judged.leastClasses) ??
    activationMisfit(NAME, from_logits, judged.activation, 'softmax'),
  apply({ label_smoothing }, target, output, fromLogits, tf) {
    const labels = smoothed(target, label_smoothing, 1 / output.shape.at(-1)!, tf);
    if (fromLogits) return softmaxCrossentropy(labels, output, tf);
    return tf.neg(tf.sum(tf.mul(labels, tf.log(clipped(whole(output, tf), tf))), -1));
  },
});
