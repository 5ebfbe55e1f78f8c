import { align, meanOfLast, valuesMisfit } from './align.js';
import { activationMisfit, clipped, FROM_LOGITS, sigmoidCrossentropy } from './crossentropy.js';
import { defineLoss, type Judged } from './loss.js';

const NAME = 'binary_crossentropy';

/** keras.losses.BinaryCrossentropy: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const binary_crossentropy = defineLoss({
  name: NAME,
  summary: 'Cross-entropy of yes-or-no targets (0 or 1), each with its own output.',
  options: {
    type: 'object',
    properties: {
      from_logits: FROM_LOGITS,
      label_smoothing: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0,
        description: 'Moves targets this far towards 0.5.',
      },
    },
  },
  logitsOf: 'sigmoid',
  misfit: ({ from_logits }, judged) =>
    classMisfit(judged) ??
    valuesMisfit(NAME, judged) ??
    activationMisfit(NAME, from_logits, judged.activation, 'sigmoid'),
  apply({ label_smoothing }, target, output, fromLogits, tf) {
    const { target: exact, output: y } = align(target, output, tf);
    const labels =
      label_smoothing === 0 ? exact : tf.add(tf.mul(exact, 1 - label_smoothing), 0.5 * label_smoothing);
    if (fromLogits) return meanOfLast(sigmoidCrossentropy(labels, y, tf), tf);
    const p = clipped(y, tf);
    const yes = tf.mul(labels, tf.log(p));
    const no = tf.mul(tf.sub(1, labels), tf.log(tf.sub(1, p)));
    return meanOfLast(tf.neg(tf.add(yes, no)), tf);
  },
});

function classMisfit({ output, target, classCount, activation }: Judged): string | undefined {
  const isClass = target.dtype === 'int32' && target.shape.length === 0;
  const outputs = output.shape.at(-1);
  if (isClass && classCount !== undefined && classCount > 2) {
    return `${NAME} is for two classes, the data has ${classCount}: use sparse_categorical_crossentropy with ${classCount} outputs and activation: softmax`;
  }
  if (isClass && outputs !== undefined && outputs > 1) {
    return `${NAME} needs one output for a class of 0 or 1: found ${outputs} outputs; set units: 1 and activation: sigmoid in the last layer, or use sparse_categorical_crossentropy`;
  }
  if (activation !== 'softmax') return undefined;
  if (outputs === 1)
    return `${NAME} behind a softmax over one output: that is always 1; use activation: sigmoid`;
  return `${NAME} takes every output by itself, but the model ends in softmax: use activation: sigmoid, or categorical_crossentropy`;
}
