import type { Curve, Pruner, PrunerOptions } from './pruner.js';
import { pausesAt, promotable, rungsOf } from './rungs.js';

/**
 * Several brackets of successive halving (L. Li et al., "Hyperband", JMLR 2018): trials take them in turn. The first one
 * looks early and ends most, the last one lets trials come to their end, in case early epochs say little.
 */
export const hyperband: Pruner = {
  name: 'hyperband',
  decisions: (number, options) => rungsOf(options, bracketOf({ number }, options)),
  ends(trial, all, options) {
    const bracket = bracketOf(trial, options);
    return pausesAt(trial, within(all, bracket, options), options, bracket);
  },
  goesOn(all, options) {
    for (let bracket = 0; bracket < bracketsOf(options); bracket++) {
      const found = promotable(within(all, bracket, options), options, bracket);
      if (found) return found;
    }
    return undefined;
  },
};

/** As many as there are rungs, and one that has none. */
const bracketsOf = (options: PrunerOptions) =>
  Math.min(options.s ?? Infinity, rungsOf(options, 0).length + 1);

/**
 * In turn, but the early brackets oftener: each has as much to train as the others, so that one whose trials are ended
 * early has more of them.
 */
function bracketOf({ number }: Pick<Curve, 'number'>, options: PrunerOptions): number {
  const count = bracketsOf(options);
  const shares = Array.from({ length: count }, (_, bracket) => {
    const rungs = rungsOf(options, bracket).length;
    return Math.max(1, Math.round(options.eta ** rungs / (rungs + 1)));
  });
  const round = shares.reduce((sum, share) => sum + share, 0);
  let place = number % round;
  return shares.findIndex((share) => {
    place -= share;
    return place < 0;
  });
}

const within = (all: readonly Curve[], bracket: number, options: PrunerOptions) =>
  all.filter((one) => bracketOf(one, options) === bracket);
