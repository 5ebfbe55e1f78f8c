import { valuesMisfit } from '../losses/align.js';
import { binaryMatches } from './matches.js';
import { defineMean } from './mean.js';

export const binary_accuracy = defineMean({
  name: 'binary_accuracy',
  summary: 'The part of outputs on the right side of a threshold, for targets of 0 and 1.',
  options: {
    type: 'object',
    properties: { threshold: { type: 'number', default: 0.5, description: 'An output above it says 1.' } },
  },
  better: 'higher',
  misfit: (_options, judged) => valuesMisfit('binary_accuracy', judged),
  values: ({ threshold }, target, output, tf) => binaryMatches(target, output, threshold, tf),
});
