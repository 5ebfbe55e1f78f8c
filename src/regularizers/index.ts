import { L1 } from './L1.js';
import { L1L2 } from './L1L2.js';
import { L2 } from './L2.js';
import { OrthogonalRegularizer } from './OrthogonalRegularizer.js';
import type { Regularizer } from './regularizer.js';

/** Every regularizer, by name. Adding one is a file and a row. */
export const regularizers: readonly Regularizer[] = [L1, L1L2, L2, OrthogonalRegularizer];
