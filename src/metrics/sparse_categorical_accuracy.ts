import { sparseMisfit } from './classes.js';
import { sparseMatches } from './matches.js';
import { defineMean } from './mean.js';

export const sparse_categorical_accuracy = defineMean({
  name: 'sparse_categorical_accuracy',
  summary: 'The part of rows whose greatest output is at the class number.',
  options: { type: 'object', properties: {} },
  better: 'higher',
  misfit: (_options, judged) => sparseMisfit('sparse_categorical_accuracy', judged),
  values: (_options, target, output, tf) => sparseMatches(target, output, tf),
});
