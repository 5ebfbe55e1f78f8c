import { classesMisfit } from './crossentropy.js';
import { defineLoss } from './loss.js';
import { classOf, sparseTargetMisfit } from './sparse.js';

const NAME = 'categorical_generalized_cross_entropy';

/** keras.losses.CategoricalGeneralizedCrossEntropy: target int32 [batch, ...] or [batch, ..., 1], output [batch, ..., classes]. */
export const categorical_generalized_cross_entropy = defineLoss({
  name: NAME,
  summary: '(1 - p^q) / q of the probability p of the right class: takes wrong labels less to heart.',
  options: {
    type: 'object',
    properties: {
      q: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.5,
        description: 'Towards 0 cross-entropy, towards 1 the mean absolute error.',
      },
    },
  },
  integers: true,
  misfit: (_options, judged) =>
    sparseTargetMisfit(NAME, judged) ??
    classesMisfit(NAME, judged.output, judged.classCount, judged.leastClasses) ??
    (judged.activation === 'linear'
      ? `${NAME} needs probabilities, but the model has no activation at its end: add activation: softmax to the last layer`
      : undefined),
  apply({ q }, target, output, _fromLogits, tf) {
    const labels = tf.oneHot(classOf(target, output, tf), output.shape.at(-1)!, 1, 0, 'float32');
    const p = tf.sum(tf.mul(output, labels), -1);
    return tf.div(tf.sub(1, tf.pow(p, tf.scalar(q))), q);
  },
});
