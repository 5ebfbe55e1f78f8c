import { confusions, IGNORE_CLASS, iouMisfit, meanOverUnion, NUM_CLASSES, sparse } from './iou.js';
import { defineMetric } from './metric.js';

/** keras.metrics.MeanIoU: target and output class numbers, or (sparse_y_true, sparse_y_pred: false) [batch, ..., classes]. `axis` is the last one. */
export const mean_io_u = defineMetric({
  name: 'mean_io_u',
  summary: 'Intersection over union of target and output, averaged over the classes that occur.',
  options: {
    type: 'object',
    properties: {
      num_classes: NUM_CLASSES,
      ignore_class: IGNORE_CLASS,
      sparse_y_true: sparse('target', true),
      sparse_y_pred: sparse('output', true),
    },
    required: ['num_classes'],
  },
  better: 'higher',
  misfit: (options, judged) => iouMisfit('mean_io_u', options, [], judged),
  size: ({ num_classes }) => num_classes ** 2,
  accumulate: (options, target, output, _judged, tf, weights) =>
    confusions(options, target, output, tf, weights),
  result: ({ num_classes }, sums) =>
    meanOverUnion(
      sums,
      Array.from({ length: num_classes }, (_, one) => one),
    ),
});
