import { min_max } from './min_max.js';
import { normalize } from './normalize.js';
import { rescale } from './rescale.js';
import { standardize } from './standardize.js';
import type { Transform } from './transform.js';

/** Every transform of the inputs, by name. Adding one is a file and a row. */
export const preprocess: readonly Transform[] = [min_max, normalize, rescale, standardize];
