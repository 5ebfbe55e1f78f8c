import { adadelta } from './adadelta.js';
import { adam } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

/** Every optimizer, by name. Adding one is a file, a kernel in assembly/ and a row. */
export const optimizers: readonly Optimizer[] = [adadelta, adam, rmsprop, sgd];
