import { bayes } from './bayes.js';
import { grid } from './grid.js';
import { random } from './random.js';
import type { Sampler } from './sampler.js';
import { sobol } from './sobol.js';

/** Every way to search, by the `method` of a sweep file. */
export const samplers: readonly Sampler[] = [bayes, grid, random, sobol];
