import type { Pruner } from './pruner.js';
import { pausesAt, promotable, rungsOf } from './rungs.js';

/** One bracket: every trial is looked at after `min_iter` epochs, `eta` times as many, and so on. */
export const asha: Pruner = {
  name: 'asha',
  decisions: (_number, options) => rungsOf(options, 0),
  ends: (trial, all, options) => pausesAt(trial, all, options, 0),
  goesOn: (all, options) => promotable(all, options, 0),
};
