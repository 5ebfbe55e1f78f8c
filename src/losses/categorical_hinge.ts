import { classesMisfit } from './crossentropy.js';
import { defineLoss } from './loss.js';
import { oneHotMisfit } from './one-hot.js';

/** keras.losses.CategoricalHinge: one-hot target and output [batch, ..., classes]. */
export const categorical_hinge = defineLoss({
  name: 'categorical_hinge',
  summary: 'How far the output of the right class is from being 1 above the greatest other one.',
  options: { type: 'object', properties: {} },
  misfit: (_options, judged) =>
    oneHotMisfit('categorical_hinge', judged) ??
    classesMisfit('categorical_hinge', judged.output, judged.target.shape.at(-1), judged.leastClasses),
  apply(_options, target, output, _fromLogits, tf) {
    const y = tf.cast(target, 'float32');
    const right = tf.sum(tf.mul(y, output), -1);
    const wrong = tf.max(tf.mul(tf.sub(1, y), output), -1);
    return tf.maximum(tf.add(tf.sub(wrong, right), 1), 0);
  },
});
