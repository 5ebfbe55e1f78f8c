import { elementwise } from './elementwise.js';
import { margins } from './hinges.js';

/** keras.losses.Hinge: targets of -1 and 1, or of 0 and 1; target and output [batch, ..., n] (or [batch] and [batch, 1]). */
export const hinge = elementwise(
  'hinge',
  'Mean of max(1 - target · output, 0), for targets of -1 and 1 (or 0 and 1).',
  margins,
);
