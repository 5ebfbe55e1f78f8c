import { formatShape, type Spec } from '../arrays.js';
import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { EPSILON } from './constants.js';

/** The option of every cross-entropy. */
export const FROM_LOGITS = {
  type: 'boolean',
  default: false,
  description: 'The model ends in logits, not probabilities.',
} as const;

/** Probabilities, kept off 0 and 1 as Keras does before it takes a logarithm. */
export function clipped(probabilities: Tensor, tf: Ops): Tensor {
  return tf.clipByValue(probabilities, EPSILON, 1 - EPSILON);
}

/** Probabilities that sum up to 1 over the last axis. */
export function whole(probabilities: Tensor, tf: Ops): Tensor {
  return tf.div(probabilities, tf.sum(probabilities, -1, true));
}

/**
 * -sum(labels · log softmax(logits)) over the last axis: [..., classes] to [...]. The gradient is
 * softmax(logits) - labels, as in TensorFlow's softmax_cross_entropy_with_logits: a third of the operations that
 * differentiating through log_softmax takes.
 */
export function softmaxCrossentropy(labels: Tensor, logits: Tensor, tf: Ops): Tensor {
  return withGradient(logits, tf, (z) => {
    const logProbabilities = tf.logSoftmax(z);
    return {
      value: tf.neg(tf.sum(tf.mul(labels, logProbabilities), -1)),
      saved: [logProbabilities, labels],
      gradient: (dy, [log, y]) => tf.mul(tf.expandDims(dy, -1), tf.sub(tf.exp(log!), y!)),
    };
  });
}

/**
 * -labels · log sigmoid(z) - (1 - labels) · log(1 - sigmoid(z)), element by element, as
 * max(z, 0) - z · labels + log(1 + exp(-|z|)): stable for any z (TensorFlow's formula). The gradient is
 * sigmoid(z) - labels.
 */
export function sigmoidCrossentropy(labels: Tensor, logits: Tensor, tf: Ops): Tensor {
  return withGradient(logits, tf, (z) => ({
    value: tf.add(tf.sub(tf.relu(z), tf.mul(z, labels)), tf.softplus(tf.neg(tf.abs(z)))),
    saved: [z, labels],
    gradient: (dy, [kept, y]) => tf.mul(dy, tf.sub(tf.sigmoid(kept!), y!)),
  }));
}

/** The option of those that smooth; `towards`: where targets move. */
export const labelSmoothing = <const T extends string>(towards: T) =>
  ({
    type: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: `Moves targets this far towards ${towards}.`,
  }) as const;

/** Targets of 0 and 1 as float32, moved towards `rest`. */
export function smoothed(target: Tensor, smoothing: number, rest: number, tf: Ops): Tensor {
  const exact = target.dtype === 'float32' ? target : tf.cast(target, 'float32');
  return smoothing === 0 ? exact : tf.add(tf.mul(exact, 1 - smoothing), smoothing * rest);
}

/** Activations whose outputs are the probabilities that a cross-entropy wants. */
const ENDS = { softmax: ['softmax'], sigmoid: ['hard_sigmoid', 'sigmoid'] };

/**
 * Why a cross-entropy and the activation before it do not go together; `undone` is the one it wants. (Keras takes
 * the inputs of a sigmoid for those of a softmax, and the other way round, without a word: refused here.)
 */
export function activationMisfit(
  name: string,
  fromLogits: boolean,
  activation: string,
  undone: 'softmax' | 'sigmoid',
): string | undefined {
  const isProbability = Object.values(ENDS).flat().includes(activation);
  if (fromLogits && isProbability) {
    const twice = activation === undone ? `${undone} would be applied twice` : 'these are no logits';
    return `${name} has from_logits: true, but the model ends in ${activation}: ${twice}; drop from_logits, or the activation`;
  }
  if (fromLogits || ENDS[undone].includes(activation)) return undefined;
  if (activation === 'linear') {
    return `${name} needs probabilities, but the model has no activation at its end: add activation: ${undone} to the last layer, or set from_logits: true on the loss`;
  }
  const other = isProbability ? 'binary_crossentropy' : 'set from_logits: true on the loss';
  return `${name} needs the probabilities of a ${undone}, but the model ends in ${activation}: use activation: ${undone} in the last layer, or ${other}`;
}

/**
 * Why the number of outputs is not that of the classes, or undefined: exactly `classes` where that is known,
 * else at least `least`, those that occur in the data.
 */
export function classesMisfit(
  name: string,
  output: Spec,
  classes: number | undefined,
  least?: number,
): string | undefined {
  const outputs = output.shape.at(-1);
  const known = classes ?? least;
  if (outputs === undefined)
    return `${name} needs an output for each class: found ${formatShape(output.shape)}`;
  if (outputs === 1) {
    const units = known === undefined || known < 2 ? 'the number of classes' : `${known}`;
    return `${name} needs an output for each class: found one output; set units: ${units}, or use binary_crossentropy with activation: sigmoid for two classes`;
  }
  const few = least !== undefined && outputs < least;
  if (!few && (classes === undefined || classes === outputs)) return undefined;
  if (known === 1)
    return `${name} needs two classes or more, but all rows of the training split have the same: take other rows, or another target`;
  return `${name} needs as many outputs as classes: found ${outputs} outputs and ${few ? least : classes} classes; set units: ${few ? least : classes} in the last layer`;
}
