import type { Mask } from '../layers/layer.js';
import { EPSILON } from '../losses/constants.js';
import type { Reduction } from '../losses/loss.js';
import type { Ops, Tensor } from '../tf.js';
import { alignedTo, maskedMean } from './masked-mean.js';

/**
 * One number of the losses of a batch, as keras.losses.Loss has it by its `reduction`: items [batch, ...], mask bool [batch]
 * or [batch, steps], weights float32 [batch]. The mean by weights is divided by the sum of what rows, and behind a mask steps,
 * count; without a mask a row counts once, however many items it has.
 */
export function reduced(
  items: Tensor,
  mask: Mask,
  tf: Ops,
  weights?: Tensor,
  reduction: Reduction = 'sum_over_batch_size',
): Tensor {
  if (reduction === 'sum_over_batch_size' || reduction === 'mean')
    return maskedMean(items, mask, tf, weights);
  const shown = mask && tf.cast(mask, 'float32');
  const counts = shown && weights ? tf.mul(shown, alignedTo(weights, shown, tf)) : (shown ?? weights);
  const sum = tf.sum(counts ? tf.mul(items, alignedTo(counts, items, tf)) : items);
  if (reduction === 'sum') return sum;
  // Where nothing counts, the sum is zero, and so is this.
  return counts ? tf.div(sum, tf.maximum(tf.sum(counts), EPSILON)) : tf.div(sum, items.size);
}
