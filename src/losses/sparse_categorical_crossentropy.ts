import {
  activationMisfit,
  classesMisfit,
  clipped,
  FROM_LOGITS,
  softmaxCrossentropy,
} from './crossentropy.js';
import { defineLoss } from './loss.js';
import { classOf, sparseTargetMisfit } from './sparse.js';

const NAME = 'sparse_categorical_crossentropy';

/** keras.losses.SparseCategoricalCrossentropy: target int32 [batch, ...] or [batch, ..., 1], output [batch, ..., classes]. */
export const sparse_categorical_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy between class numbers and an output for each class.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
      ignore_class: {
        type: 'integer',
        description: 'Items of this class do not count: 255 for pixels without a label, say.',
      },
    },
  },
  logitsOf: 'softmax',
  integers: true,
  misfit: ({ from_logits, ignore_class }, judged) =>
    sparseTargetMisfit(NAME, judged) ??
    // The class that is ignored may be one beyond the outputs.
    (ignore_class === undefined
      ? classesMisfit(NAME, judged.output, judged.classCount, judged.leastClasses)
      : classesMisfit(NAME, judged.output, undefined)) ??
    activationMisfit(NAME, from_logits, judged.activation, 'softmax'),
  apply({ ignore_class }, target, output, fromLogits, tf) {
    const classes = output.shape.at(-1)!;
    const numbers = classOf(target, output, tf);
    const labels = tf.oneHot(numbers, classes, 1, 0, 'float32');
    const items = softmaxCrossentropy(labels, fromLogits ? output : tf.log(clipped(output, tf)), tf);
    if (ignore_class === undefined) return items;
    return tf.mul(items, tf.cast(tf.notEqual(numbers, ignore_class), 'float32'));
  },
  pooled: ({ ignore_class }) => ignore_class !== undefined,
  counted: ({ ignore_class }, target, output, tf) =>
    ignore_class === undefined ? undefined : tf.notEqual(classOf(target, output, tf), ignore_class),
});
