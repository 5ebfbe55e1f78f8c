import type { Constraint } from './constraint.js';
import { non_neg } from './non_neg.js';

/** Every constraint, by name. Adding one is a file and a row. */
export const constraints: readonly Constraint[] = [non_neg];
