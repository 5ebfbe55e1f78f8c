import { valuesMisfit } from '../losses/align.js';
import { AXIS, axisMisfit, cosines } from '../losses/cosine.js';
import { defineMean } from './mean.js';

/** keras.metrics.CosineSimilarity: target and output [batch, ..., n]. 1 is best, where the loss of this name has -1. */
export const cosine_similarity = defineMean({
  name: 'cosine_similarity',
  summary: 'The cosine of the angle between target and output: 1 where they point the same way.',
  options: { type: 'object', properties: { axis: AXIS } },
  better: 'higher',
  misfit: ({ axis }, judged) =>
    valuesMisfit('cosine_similarity', judged) ??
    axisMisfit('cosine_similarity', axis, judged.output.shape.length),
  values: ({ axis }, target, output, tf) => cosines(target, output, axis, tf),
});
