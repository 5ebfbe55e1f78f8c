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

/** keras.metrics.IoU: target and output class numbers, or (sparse_y_true, sparse_y_pred: false) [batch, ..., classes]. `axis` is the last one. */
export const io_u = defineMetric({
  name: 'io_u',
  summary: 'Intersection over union of target and output, averaged over some classes.',
  options: {
    type: 'object',
    properties: {
      num_classes: NUM_CLASSES,
      target_class_ids: TARGET_CLASSES,
      ignore_class: IGNORE_CLASS,
      sparse_y_true: sparse('target', true),
      sparse_y_pred: sparse('output', true),
    },
    required: ['num_classes', 'target_class_ids'],
  },
  better: 'higher',
  misfit: (options, judged) => iouMisfit('io_u', options, options.target_class_ids, judged),
  size: ({ num_classes }) => num_classes ** 2,
  accumulate: (options, target, output, _judged, tf, weights) =>
    confusions(options, target, output, tf, weights),
  result: ({ target_class_ids }, sums) => meanOverUnion(sums, target_class_ids),
});
