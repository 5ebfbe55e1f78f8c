import { categoricalMisfit } from './classes.js';
import { defineMean } from './mean.js';
import { inTop, K } from './top-k.js';

/** keras.metrics.TopKCategoricalAccuracy: one-hot target and output [batch, ..., classes]. */
export const top_k_categorical_accuracy = defineMean({
  name: 'top_k_categorical_accuracy',
  summary: 'The part of rows whose class, of a one-hot target, is among the k greatest outputs.',
  options: { type: 'object', properties: { k: K } },
  better: 'higher',
  misfit: (_options, judged) => categoricalMisfit('top_k_categorical_accuracy', judged),
  values({ k }, target, output, tf) {
    const labels = tf.oneHot(tf.argMax(target, -1), output.shape.at(-1)!, 1, 0, 'float32');
    return inTop(labels, output, k, tf);
  },
});
