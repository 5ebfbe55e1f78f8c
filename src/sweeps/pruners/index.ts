import { asha } from './asha.js';
import { hyperband } from './hyperband.js';
import { median } from './median.js';
import type { Pruner } from './pruner.js';

/** Every way to end trials early, by the `type` of `early_terminate`. */
export const pruners: readonly Pruner[] = [asha, hyperband, median];
