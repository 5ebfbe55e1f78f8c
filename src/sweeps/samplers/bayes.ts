import { isNumeric } from './gaussian/coordinates.js';
import { gp } from './gp.js';
import { type Ask, PATIENCE, type Sampler } from './sampler.js';
import { tpe } from './tpe.js';

const MOST_AXES = 8;
/** More take the Gaussian process too long. */
const MOST_TRIALS = 300;

/** The one of the two that learns faster: measured by bench/sweeps.mjs, see docs/measured.md. */
export const bayes: Sampler = {
  name: 'bayes',
  summary: 'Where trials that did well suggest: gp where parameters are few and numeric, tpe elsewhere.',
  patience: PATIENCE,
  startup: () => Math.min(gp.startup!(), tpe.startup!()),
  suggest: (ask) => (isSmallAndNumeric(ask) ? gp : tpe).suggest(ask),
};

function isSmallAndNumeric({ axes, seen }: Ask): boolean {
  const free = axes.filter(({ count }) => count > 1);
  return (
    free.length <= MOST_AXES &&
    free.every(isNumeric) &&
    seen.length <= MOST_TRIALS &&
    !seen.some(({ point }) => point.includes(null))
  );
}
