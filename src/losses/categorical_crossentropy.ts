import { formatShape } from '../arrays.js';
import {
  activationMisfit,
  classesMisfit,
  clipped,
  FROM_LOGITS,
  softmaxCrossentropy,
} from './crossentropy.js';
import { defineLoss, type Judged } from './loss.js';

const NAME = 'categorical_crossentropy';

/** keras.losses.CategoricalCrossentropy: target and output [batch, ..., classes]. */
export const categorical_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy between one-hot targets and an output for each class.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
      label_smoothing: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0,
        description: 'Moves targets this far towards 1 / classes.',
      },
    },
  },
  logitsOf: 'softmax',
  misfit: ({ from_logits }, judged) =>
    targetMisfit(judged) ??
    classesMisfit(NAME, judged.output, judged.target.shape.at(-1), judged.leastClasses) ??
    activationMisfit(NAME, from_logits, judged.activation, 'softmax'),
  apply({ label_smoothing }, target, output, fromLogits, tf) {
    const classes = output.shape.at(-1)!;
    const exact = target.dtype === 'float32' ? target : tf.cast(target, 'float32');
    const labels =
      label_smoothing === 0 ? exact : tf.add(tf.mul(exact, 1 - label_smoothing), label_smoothing / classes);
    if (fromLogits) return softmaxCrossentropy(labels, output, tf);
    const probabilities = tf.div(output, tf.sum(output, -1, true));
    return tf.neg(tf.sum(tf.mul(labels, tf.log(clipped(probabilities, tf))), -1));
  },
});

function targetMisfit({ output, target }: Judged): string | undefined {
  const [found, expected] = [target.shape, output.shape].map((shape) => formatShape(shape.slice(0, -1)));
  if (target.shape.length < output.shape.length || (target.shape.at(-1) === 1 && output.shape.at(-1) !== 1)) {
    return `${NAME} expects one-hot targets, found class numbers: set data.target: one_hot, or use sparse_categorical_crossentropy`;
  }
  if (found !== expected || target.shape.length !== output.shape.length) {
    return `${NAME} expects target and output of one shape: found output ${formatShape(output.shape)} and target ${formatShape(target.shape)}`;
  }
  return undefined;
}
