import { elementwise } from './elementwise.js';
import { margins } from './hinges.js';

/** keras.losses.SquaredHinge: as `hinge`, squared before the mean. */
export const squared_hinge = elementwise(
  'squared_hinge',
  'Mean of max(1 - target · output, 0)², for targets of -1 and 1 (or 0 and 1).',
  (target, output, tf) => tf.square(margins(target, output, tf)),
);
