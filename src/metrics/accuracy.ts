import { valuesMisfit } from '../losses/align.js';
import { categoricalMisfit, kindOf, sparseMisfit } from './classes.js';
import { binaryMatches, categoricalMatches, sparseMatches } from './matches.js';
import { defineMean } from './mean.js';

/**
 * What Keras makes of `metrics: [accuracy]`: binary_accuracy for one output, sparse_categorical_accuracy for class
 * numbers, categorical_accuracy for one-hot targets. Logits of one output are compared with 0.5, as Keras does.
 */
export const accuracy = defineMean({
  name: 'accuracy',
  summary:
    'The part of rows that are right: binary, by class number or one-hot, by the target and the output.',
  options: { type: 'object', properties: {} },
  better: 'higher',
  misfit: (_options, judged) => misfits[kindOf(judged)]('accuracy', judged),
  values: (_options, target, output, tf, judged) => matches[kindOf(judged)](target, output, tf),
});

const misfits = { binary: valuesMisfit, categorical: categoricalMisfit, sparse: sparseMisfit };
const matches: Record<ReturnType<typeof kindOf>, typeof sparseMatches> = {
  binary: (target, output, tf) => binaryMatches(target, output, 0.5, tf),
  categorical: categoricalMatches,
  sparse: sparseMatches,
};
