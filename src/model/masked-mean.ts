import type { Mask } from '../layers/layer.js';
import { EPSILON } from '../losses/constants.js';
import type { Ops, Tensor } from '../tf.js';

/**
 * The mean of the items that count: items [batch, ...], mask bool [batch] or [batch, steps]; `weights` float32 [batch]:
 * how much each row counts in the sum, which is divided by the number of items all the same. As Keras 3 takes it
 * (losses/loss.py, apply_mask): the sum over what counts, times total / (valid + epsilon), divided by the total.
 */
export function maskedMean(items: Tensor, mask: Mask, tf: Ops, weights?: Tensor): Tensor {
  const weighed = weights ? tf.mul(items, alignedTo(weights, items, tf)) : items;
  if (!mask) return tf.mean(weighed);
  const counted = tf.cast(mask, 'float32');
  const scale = tf.div(counted.size, tf.add(tf.sum(counted), EPSILON));
  return tf.mean(tf.mul(weighed, alignedTo(tf.mul(counted, scale), items, tf)));
}

/** Weights with as many axes as the items: missing ones of one behind, a last one of one too many dropped. */
export function alignedTo(weights: Tensor, items: Tensor, tf: Ops): Tensor {
  if (weights.rank > items.rank) return alignedTo(tf.squeeze(weights, [-1]), items, tf);
  return weights.rank < items.rank ? alignedTo(tf.expandDims(weights, -1), items, tf) : weights;
}
