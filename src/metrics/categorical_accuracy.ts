import { categoricalMisfit } from './classes.js';
import { categoricalMatches } from './matches.js';
import { defineMetric } from './metric.js';
import { meanOfRows } from './sums.js';

export const categorical_accuracy = defineMetric({
  name: 'categorical_accuracy',
  summary: 'The part of rows whose greatest output is at the one of a one-hot target.',
  options: { type: 'object', properties: {} },
  better: 'higher',
  misfit: (_options, judged) => categoricalMisfit('categorical_accuracy', judged),
  accumulate: (_options, target, output, _judged, tf) => categoricalMatches(target, output, tf),
  result: (_options, sums, rows) => meanOfRows(sums, rows),
});
