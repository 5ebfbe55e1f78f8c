import type { Curve, Pruner } from './pruner.js';

/** Fewer others than this say nothing. */
const LEAST = 3;

/**
 * The median stopping rule (D. Golovin et al., "Google Vizier", KDD 2017): a trial ends if its best loss is worse than the
 * median of what the others had on average up to that epoch.
 */
export const median: Pruner = {
  name: 'median',
  decisions: (_number, { min_iter: least, max_iter: last }) =>
    Array.from({ length: Math.max(0, last - least) }, (_, i) => least + i),
  ends(trial, all, { min_iter: least, max_iter: last }) {
    const epoch = trial.losses.length;
    if (epoch < least || epoch >= last) return false;
    const others = all.filter(({ number, losses }) => number !== trial.number && losses.length >= epoch);
    if (others.length < LEAST) return false;
    const averages = others.map((one) => averageTo(one, epoch)).sort((a, b) => a - b);
    const half = averages.length / 2;
    const middle = (averages[Math.floor(half - 0.5)]! + averages[Math.floor(half)]!) / 2;
    return !(Math.min(...trial.losses.filter(Number.isFinite)) <= middle);
  },
  goesOn: () => undefined,
};

function averageTo({ losses }: Curve, epoch: number): number {
  const sum = losses.slice(0, epoch).reduce((total, loss) => total + loss, 0);
  return Number.isFinite(sum) ? sum / epoch : Infinity;
}
