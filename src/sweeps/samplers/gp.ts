import { Stream } from '../../random.js';
import { anything } from './anything.js';
import { promising } from './gaussian/acquire.js';
import { coordinates } from './gaussian/coordinates.js';
import { fitKernel } from './gaussian/fit.js';
import type { Kernel, Points } from './gaussian/matern.js';
import { posterior } from './gaussian/posterior.js';
import { scalarized, targetsOf } from './gaussian/targets.js';
import { type Ask, PATIENCE, type Sampler, type Seen, type Suggestion } from './sampler.js';
import { sobol } from './sobol.js';

const MOST_AXES = 20;
const MOST_VALUES = 20;
/** Trials before there is anything to learn from. */
const STARTUP = 8;

/**
 * Bayesian optimization: a Gaussian process through what was measured says at which point the greatest improvement is to
 * be expected (D. Jones et al., "Efficient global optimization of expensive black-box functions", J. Global Optim. 1998).
 * Trials that still run count as if they had come to the least loss so far, and those that failed to the greatest (the
 * constant liar). Several losses are weighted, in another way each time.
 */
export const gp: Sampler = {
  name: 'gp',
  summary: 'Where a Gaussian process expects the greatest improvement.',
  patience: PATIENCE,
  problem(axes) {
    if (axes.length > MOST_AXES)
      return `found ${axes.length} parameters, expected ${MOST_AXES} at most: use tpe`;
    const long = axes.find((axis) => !axis.ordered && axis.count > MOST_VALUES);
    return long && `found a list of ${long.count} values, expected ${MOST_VALUES} at most: use tpe`;
  },
  startup: () => STARTUP,
  suggest(ask) {
    const done = ask.seen.filter(({ losses }) => losses !== undefined);
    if (done.length < STARTUP) return sobol.suggest(ask);
    return suggest(ask, done);
  },
};

function suggest(ask: Ask, done: readonly Seen[]): Suggestion | undefined {
  const { axes, seen, seed, index } = ask;
  const stream = new Stream(seed, 'sweep gp', index);
  const { ordered, encode, decode } = coordinates(axes);
  if (ordered.length === 0) return anything(ask, stream);
  const losses = lossesOf(done, stream);
  const encoded = (trials: readonly Seen[]) => encode(trials.map(({ point }) => point));
  const learnt = learntAt(done.length);
  const kernel = fitted(encoded(done.slice(0, learnt)), targetsOf(losses.slice(0, learnt)));
  const measured = targetsOf(losses);
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  const others = seen.filter((one) => one.losses === undefined);
  const targets = Float64Array.from([...measured, ...others.map(({ failed }) => (failed ? most : least))]);
  const points = encoded([...done, ...others]);
  const known = posterior(points, targets, kernel);
  for (const place of promising(known, points, targets, least, stream)) {
    const point = decode(place);
    if (ask.accepts(point)) return { point };
  }
  return anything(ask, stream);
}

function lossesOf(done: readonly Seen[], stream: Stream): readonly number[] {
  const all = done.map(({ losses }) => losses!);
  if (all[0]!.length === 1) return all.map(([loss]) => loss!);
  // Uniform over the weights that add up to 1.
  const parts = all[0]!.map(() => -Math.log(1 - stream.uniform()));
  const sum = parts.reduce((total, part) => total + part, 0);
  return scalarized(
    all,
    parts.map((part) => part / sum),
  );
}

/** Of so many trials, those that the kernel is fitted to: with every one at first, later every fifth and tenth time. */
const learntAt = (count: number) => count - (count < 20 ? 0 : count % (count < 50 ? 5 : 10));

/** The last one is kept: between two times that a kernel is fitted, the question is the same. */
let last: { readonly key: string; readonly kernel: Kernel } | undefined;

function fitted(points: Points, targets: Float64Array): Kernel {
  const key = `${points.ordered} ${points.rows} ${targets}`;
  if (last?.key !== key) last = { key, kernel: fitKernel(points, targets) };
  return last.kernel;
}
