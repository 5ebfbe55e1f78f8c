import { valuesMisfit } from '../losses/align.js';
import { confusions, iouMisfit, meanOverUnion, TARGET_CLASSES } from './iou.js';
import { defineMetric } from './metric.js';

const TWO = { num_classes: 2, sparse_y_true: true, sparse_y_pred: true };

/** keras.metrics.BinaryIoU: target (0 or 1) and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const binary_io_u = defineMetric({
  name: 'binary_io_u',
  summary: 'Intersection over union of what is and what is said to be a yes, and of what is a no.',
  options: {
    type: 'object',
    properties: {
      target_class_ids: { ...TARGET_CLASSES, default: [0, 1] },
      threshold: { type: 'number', default: 0.5, description: 'Outputs from it on are a yes.' },
    },
  },
  better: 'higher',
  misfit: ({ target_class_ids }, judged) =>
    valuesMisfit('binary_io_u', judged) ?? iouMisfit('binary_io_u', TWO, target_class_ids, judged),
  size: () => 4,
  accumulate: ({ threshold }, target, output, _judged, tf, weights) =>
    confusions(TWO, target, tf.cast(tf.greaterEqual(output, threshold), 'float32'), tf, weights),
  result: ({ target_class_ids }, sums) => meanOverUnion(sums, target_class_ids),
});
