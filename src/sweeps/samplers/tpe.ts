import { Stream } from '../../random.js';
import { ranked } from '../pareto.js';
import { anything } from './anything.js';
import { parzen } from './parzen.js';
import { random } from './random.js';
import { type Ask, PATIENCE, type Point, type Sampler, type Seen, type Suggestion } from './sampler.js';

/** Trials before there is anything to learn from. */
const STARTUP = 10;
const CANDIDATES = 128;
/** The part of the trials that counts as good. On three test functions it did better than 0.1, 0.2 and 0.25. */
const GOOD = 0.15;
/** From here on, the oldest trials weigh less. */
const FLAT = 25;

/**
 * The tree-structured Parzen estimator (Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011),
 * multivariate: of points drawn from where good trials are dense, the one at which the ratio to the density of the
 * others is greatest. Trials that still run count as bad ones (the constant liar), so that several at once are not
 * sent to the same place; so do those that failed. With several losses, good are those of the first fronts, of the last one
 * the lonelier (after Y. Ozaki et al., "Multiobjective tree-structured Parzen estimator", GECCO 2020).
 */
export const tpe: Sampler = {
  name: 'tpe',
  summary: 'Where trials that did well are dense: a tree-structured Parzen estimator.',
  patience: PATIENCE,
  startup: () => STARTUP,
  suggest(ask) {
    const done = ask.seen.filter(({ losses }) => losses !== undefined);
    if (done.length < STARTUP) return random.suggest(ask);
    return suggest(ask, done);
  },
};

function suggest(ask: Ask, done: readonly Seen[]): Suggestion | undefined {
  const { axes, seen, seed, index } = ask;
  const good = new Set(best(done, Math.min(Math.ceil(GOOD * done.length), FLAT)));
  const [below, above] = [seen.filter((one) => good.has(one)), seen.filter((one) => !good.has(one))];
  const of = (trials: readonly Seen[]) =>
    parzen(
      axes,
      trials.map(({ point }) => point),
      weights(trials.length),
    );
  const [likely, unlikely] = [of(below), of(above)];
  const stream = new Stream(seed, 'sweep tpe', index);
  let chosen: Point | undefined;
  let most = -Infinity;
  for (let i = 0; i < CANDIDATES; i++) {
    const candidate = likely.sample(stream);
    const gain = likely.logDensity(candidate) - unlikely.logDensity(candidate);
    if (gain > most && ask.accepts(candidate)) [chosen, most] = [candidate, gain];
  }
  // All that is likely was tried: in a small space the rest is worth a look.
  return chosen ? { point: chosen } : anything(ask, stream);
}

function best(done: readonly Seen[], count: number): readonly Seen[] {
  return ranked(done.map(({ losses }) => losses!))
    .slice(0, count)
    .map((i) => done[i]!);
}

/** Of trials in the order of their age: the newest alike, older ones falling off evenly. */
function weights(count: number): number[] {
  const old = count - FLAT;
  return Array.from({ length: count }, (_, i) =>
    i >= old ? 1 : 1 / count + ((1 - 1 / count) * i) / Math.max(1, old - 1),
  );
}
