import { bayes } from './bayes.js';
import { gp } from './gp.js';
import { grid } from './grid.js';
import { pbt } from './pbt.js';
import { random } from './random.js';
import type { Sampler } from './sampler.js';
import { sobol } from './sobol.js';
import { tpe } from './tpe.js';

/** Every way to search, by the `method` of a sweep file. */
export const samplers: readonly Sampler[] = [bayes, gp, grid, pbt, random, sobol, tpe];
