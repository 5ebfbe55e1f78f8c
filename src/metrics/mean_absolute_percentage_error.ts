import { align, valuesMisfit } from '../losses/align.js';
import { defineMean } from './mean.js';

/** Keras's backend.epsilon(): the least that is divided by. */
const EPSILON = 1e-7;

export const mean_absolute_percentage_error = defineMean({
  name: 'mean_absolute_percentage_error',
  summary: 'Mean of the absolute differences in percent of the target.',
  options: { type: 'object', properties: {} },
  better: 'lower',
  misfit: (_options, judged) => valuesMisfit('mean_absolute_percentage_error', judged),
  values(_options, target, output, tf) {
    const { target: y, output: found } = align(target, output, tf);
    return tf.div(tf.abs(tf.sub(found, y)), tf.maximum(tf.abs(y), EPSILON));
  },
  finish: (mean) => 100 * mean,
});
