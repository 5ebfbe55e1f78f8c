import type { Curve, PrunerOptions } from './pruner.js';

/** Epochs after which the trials of a bracket are compared, up to the last but one decision before the end. */
export function rungsOf({ min_iter: first, max_iter: last, eta }: PrunerOptions, bracket: number): number[] {
  const rungs: number[] = [];
  for (let k = bracket; ; k++) {
    const rung = Math.round(first * eta ** k);
    if (rung >= last) return rungs;
    if (rung !== rungs.at(-1)) rungs.push(rung);
  }
}

const lossAt = ({ losses }: Curve, epoch: number) => {
  const loss = losses[epoch - 1]!;
  return Number.isFinite(loss) ? loss : Infinity;
};

/** Those of the trials that have come to a rung which go on: the best of them, one in `eta`. */
export function promoted(all: readonly Curve[], rung: number, eta: number): readonly Curve[] {
  const there = all.filter(({ losses }) => losses.length >= rung);
  const ranked = there.sort((a, b) => lossAt(a, rung) - lossAt(b, rung) || a.number - b.number);
  const finite = ranked.filter((one) => lossAt(one, rung) < Infinity);
  return finite.slice(0, Math.floor(there.length / eta));
}

/**
 * Asynchronous successive halving (L. Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020): a
 * trial pauses at every rung unless it is among the best that have come there so far; when more have come and it is one
 * of the best after all, it goes on.
 */
export function pausesAt(
  trial: Curve,
  all: readonly Curve[],
  options: PrunerOptions,
  bracket: number,
): boolean {
  const rung = trial.losses.length;
  if (!rungsOf(options, bracket).includes(rung)) return false;
  return !promoted(all, rung, options.eta).some(({ number }) => number === trial.number);
}

/** The paused trial that has come farthest among those that are to go on; of several, the best. */
export function promotable(
  all: readonly Curve[],
  options: PrunerOptions,
  bracket: number,
): Curve | undefined {
  for (const rung of rungsOf(options, bracket).reverse()) {
    const found = promoted(all, rung, options.eta).find(
      ({ paused, losses }) => paused && losses.length === rung,
    );
    if (found) return found;
  }
  return undefined;
}
