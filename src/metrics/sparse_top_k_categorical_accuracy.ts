import { classOf } from '../losses/sparse.js';
import { sparseMisfit } from './classes.js';
import { defineMean } from './mean.js';
import { inTop, K } from './top-k.js';

/**
 * keras.metrics.SparseTopKCategoricalAccuracy: target int32 [batch, ...] or [batch, ..., 1], output [batch, ..., classes].
 * (Without from_sorted_ids: models here put out scores.)
 */
export const sparse_top_k_categorical_accuracy = defineMean({
  name: 'sparse_top_k_categorical_accuracy',
  summary: 'The part of rows whose class number is among the k greatest outputs.',
  options: { type: 'object', properties: { k: K } },
  better: 'higher',
  misfit: (_options, judged) => sparseMisfit('sparse_top_k_categorical_accuracy', judged),
  values({ k }, target, output, tf) {
    const labels = tf.oneHot(classOf(target, output, tf), output.shape.at(-1)!, 1, 0, 'float32');
    return inTop(labels, output, k, tf);
  },
});
