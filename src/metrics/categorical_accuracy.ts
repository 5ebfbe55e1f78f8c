import { categoricalMisfit } from './classes.js';
import { categoricalMatches } from './matches.js';
import { defineMean } from './mean.js';

export const categorical_accuracy = defineMean({
  name: 'categorical_accuracy',
  summary: 'The part of rows whose greatest output is at the one of a one-hot target.',
  options: { type: 'object', properties: {} },
  better: 'higher',
  misfit: (_options, judged) => categoricalMisfit('categorical_accuracy', judged),
  values: (_options, target, output, tf) => categoricalMatches(target, output, tf),
});
