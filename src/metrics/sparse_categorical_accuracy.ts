import { sparseMisfit } from './classes.js';
import { sparseMatches } from './matches.js';
import { defineMetric } from './metric.js';
import { meanOfRows } from './sums.js';

export const sparse_categorical_accuracy = defineMetric({
  name: 'sparse_categorical_accuracy',
  summary: 'The part of rows whose greatest output is at the class number.',
  options: { type: 'object', properties: {} },
  better: 'higher',
  misfit: (_options, judged) => sparseMisfit('sparse_categorical_accuracy', judged),
  accumulate: (_options, target, output, _judged, tf) => sparseMatches(target, output, tf),
  result: (_options, sums, rows) => meanOfRows(sums, rows),
});
