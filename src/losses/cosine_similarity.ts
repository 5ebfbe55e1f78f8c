import { valuesMisfit } from './align.js';
import { AXIS, axisMisfit, cosines } from './cosine.js';
import { defineLoss } from './loss.js';

/** keras.losses.CosineSimilarity: target and output [batch, ..., n]. The loss is the negative cosine: -1 is best. */
export const cosine_similarity = defineLoss({
  name: 'cosine_similarity',
  summary: 'The negative cosine of the angle between target and output: -1 where they point the same way.',
  options: { type: 'object', properties: { axis: AXIS } },
  misfit: ({ axis }, judged) =>
    valuesMisfit('cosine_similarity', judged) ??
    axisMisfit('cosine_similarity', axis, judged.output.shape.length),
  apply: ({ axis }, target, output, _fromLogits, tf) => tf.neg(cosines(target, output, axis, tf)),
});
