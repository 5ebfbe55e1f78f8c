import {
  confusions,
  IGNORE_CLASS,
  iouMisfit,
  meanOverUnion,
  NUM_CLASSES,
  sparse,
  TARGET_CLASSES,
} from './iou.js';
import { defineMetric } from './metric.js';

/** keras.metrics.OneHotIoU: one-hot target and output [batch, ..., classes]. `axis` is the last one. */
export const one_hot_io_u = defineMetric({
  name: 'one_hot_io_u',
  summary: 'Intersection over union of a one-hot target and outputs, averaged over some classes.',
  options: {
    type: 'object',
    properties: {
      num_classes: NUM_CLASSES,
      target_class_ids: TARGET_CLASSES,
      ignore_class: IGNORE_CLASS,
      sparse_y_pred: sparse('output', false),
    },
    required: ['num_classes', 'target_class_ids'],
  },
  better: 'higher',
  misfit: (options, judged) =>
    iouMisfit('one_hot_io_u', { ...options, sparse_y_true: false }, options.target_class_ids, judged),
  size: ({ num_classes }) => num_classes ** 2,
  accumulate: (options, target, output, _judged, tf, weights) =>
    confusions({ ...options, sparse_y_true: false }, target, output, tf, weights),
  result: ({ target_class_ids }, sums) => meanOverUnion(sums, target_class_ids),
});
