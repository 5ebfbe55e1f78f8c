import { confusions, IGNORE_CLASS, iouMisfit, meanOverUnion, NUM_CLASSES, sparse } from './iou.js';
import { defineMetric } from './metric.js';

/** keras.metrics.OneHotMeanIoU: one-hot target and output [batch, ..., classes]. `axis` is the last one. */
export const one_hot_mean_io_u = defineMetric({
  name: 'one_hot_mean_io_u',
  summary: 'Intersection over union of a one-hot target and outputs, averaged over the classes that occur.',
  options: {
    type: 'object',
    properties: {
      num_classes: NUM_CLASSES,
      ignore_class: IGNORE_CLASS,
      sparse_y_pred: sparse('output', false),
    },
    required: ['num_classes'],
  },
  better: 'higher',
  misfit: (options, judged) =>
    iouMisfit('one_hot_mean_io_u', { ...options, sparse_y_true: false }, [], judged),
  size: ({ num_classes }) => num_classes ** 2,
  accumulate: (options, target, output, _judged, tf, weights) =>
    confusions({ ...options, sparse_y_true: false }, target, output, tf, weights),
  result: ({ num_classes }, sums) =>
    meanOverUnion(
      sums,
      Array.from({ length: num_classes }, (_, one) => one),
    ),
});
