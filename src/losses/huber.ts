import { withGradient } from '../gradient.js';
import type { Ops, Tensor } from '../tf.js';
import { align, meanOfLast, valuesMisfit } from './align.js';
import { defineLoss } from './loss.js';

/** keras.losses.Huber: target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const huber = defineLoss({
  name: 'huber',
  summary: 'Half the squared difference up to delta, linear beyond it.',
  options: {
    type: 'object',
    properties: {
      delta: {
        type: 'number',
        exclusiveMinimum: 0,
        default: 1,
        description: 'The difference at which it becomes linear.',
      },
    },
  },
  misfit: (_options, judged) => valuesMisfit('huber', judged),
  apply({ delta }, target, output, _fromLogits, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return meanOfLast(bent(tf.sub(found, y), delta, tf), tf);
  },
});

/** e² / 2 where |e| is at most delta, else delta · |e| - delta² / 2: with q = min(|e|, delta) both are q² / 2 + delta · (|e| - q). */
function bent(error: Tensor, delta: number, tf: Ops): Tensor {
  return withGradient(error, tf, (e) => {
    const size = tf.abs(e);
    const near = tf.minimum(size, delta);
    return {
      value: tf.add(tf.mul(tf.square(near), 0.5), tf.mul(tf.sub(size, near), delta)),
      saved: [e],
      gradient: (dy, [kept]) => tf.mul(dy, tf.clipByValue(kept!, -delta, delta)),
    };
  });
}
