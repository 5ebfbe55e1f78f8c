import { formatShape } from '../arrays.js';
import {
  activationMisfit,
  classesMisfit,
  clipped,
  FROM_LOGITS,
  softmaxCrossentropy,
} from './crossentropy.js';
import { defineLoss, type Judged } from './loss.js';

const NAME = 'sparse_categorical_crossentropy';

/** keras.losses.SparseCategoricalCrossentropy: target int32 [batch, ...] or [batch, ..., 1], output [batch, ..., classes]. */
export const sparse_categorical_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy between class numbers and an output for each class.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
    },
  },
  logitsOf: 'softmax',
  misfit: ({ from_logits }, judged) =>
    targetMisfit(judged) ??
    classesMisfit(NAME, judged.output, judged.classCount, judged.leastClasses) ??
    activationMisfit(NAME, from_logits, judged.activation, 'softmax'),
  apply(_options, target, output, fromLogits, tf) {
    const classes = output.shape.at(-1)!;
    const numbers = target.rank === output.rank ? tf.squeeze(target, [-1]) : target;
    const labels = tf.oneHot(numbers, classes, 1, 0, 'float32');
    return softmaxCrossentropy(labels, fromLogits ? output : tf.log(clipped(output, tf)), tf);
  },
});

function targetMisfit({ output, target }: Judged): string | undefined {
  const { shape, dtype } = target;
  const [rows, items] = [
    output.shape.slice(0, -1),
    shape.length === output.shape.length ? shape.slice(0, -1) : shape,
  ];
  const isColumn = shape.length < output.shape.length || shape.at(-1) === 1;
  if (!isColumn && formatShape(shape) === formatShape(output.shape)) {
    return `${NAME} expects class numbers, the target is one-hot: use categorical_crossentropy, or drop data.target`;
  }
  if (dtype === 'float32') {
    return `${NAME} expects class numbers (integers), the target is ${dtype}: store integers, or use mean_squared_error for values`;
  }
  if (!isColumn || formatShape(rows) !== formatShape(items)) {
    return `${NAME} expects a class number for each row of outputs: found output ${formatShape(output.shape)} and target ${formatShape(shape)}`;
  }
  return undefined;
}
