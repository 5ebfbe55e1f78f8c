import type { Constraint } from './constraint.js';
import { max_norm } from './max_norm.js';
import { min_max_norm } from './min_max_norm.js';
import { non_neg } from './non_neg.js';
import { unit_norm } from './unit_norm.js';

/** Every constraint, by name. Adding one is a file and a row. */
export const constraints: readonly Constraint[] = [max_norm, min_max_norm, non_neg, unit_norm];
