import type { Stream } from '../../random.js';
import type { Axis } from '../distributions/distribution.js';
import { normalCdf, normalQuantile } from '../normal.js';
import type { Point } from './sampler.js';

/** A density on the unit cube with a bump around each of some points, and a wide one in the middle. */
export interface Parzen {
  sample(stream: Stream): number[];
  /** Natural logarithm of the density; of the probability on axes whose values can be counted. */
  logDensity(point: readonly number[]): number;
}

/** One axis of one bump. */
interface Bump {
  sample(stream: Stream): number;
  /** @param cell of the value there: without width where values are not counted. */
  logDensity(place: number, cell: Cell): number;
}

type Cell = readonly [low: number, high: number];

/**
 * Product kernels, on each axis as wide as the way to the farther of two neighbours (J. Bergstra et al., "Algorithms for
 * hyper-parameter optimization", NIPS 2011), and a last one as wide as the cube. The product takes a point as a whole, as
 * in the multivariate estimator of S. Falkner et al. ("BOHB", ICML 2018). Axes that are not ordered have a kernel that
 * adds one observation to a uniform prior.
 *
 * @param weights of the points, positive.
 */
export function parzen(axes: readonly Axis[], points: readonly Point[], weights: readonly number[]): Parzen {
  const count = points.length + 1;
  const all = [...weights, PRIOR];
  const total = all.reduce((sum, weight) => sum + weight, 0);
  const shares = all.map((weight) => weight / total);
  const widths = axes.map((_, i) => widthsOf(points.map((point) => point[i]!)));
  const bumps = [...points, undefined].map((point, k) =>
    axes.map((axis, i) => bumpOf(axis, point?.[i] ?? undefined, widths[i]![k] ?? 1, count)),
  );
  return {
    sample(stream) {
      let left = stream.uniform();
      const chosen = shares.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      return bumps[chosen < 0 ? bumps.length - 1 : chosen]!.map((bump) => bump.sample(stream));
    },
    logDensity(point) {
      const cells = axes.map((axis, i) => cellAt(axis, point[i]!));
      const logs = bumps.map((bump, k) =>
        bump.reduce((sum, axis, i) => sum + axis.logDensity(point[i]!, cells[i]!), Math.log(shares[k]!)),
      );
      const most = Math.max(...logs);
      return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
    },
  };
}

const cellAt = (axis: Axis, place: number): Cell =>
  axis.count === Infinity ? [place, place] : axis.cell(axis.at(place))!;

/** Weight of the wide kernel, in observations. */
const PRIOR = 1;

/** For each of some places on an axis; never below a hundredth, and far from that while there are few. */
function widthsOf(places: readonly (number | null)[]): number[] {
  const order = places.flatMap((place, k) => (place === null ? [] : [k]));
  order.sort((a, b) => places[a]! - places[b]!);
  const least = 1 / Math.min(100, 2 + order.length);
  const widths = places.map(() => 1);
  for (const [at, k] of order.entries()) {
    const [before, after] = [order[at - 1], order[at + 1]].map((other) =>
      other === undefined ? undefined : Math.abs(places[k]! - places[other]!),
    );
    // The ends of the axis are neighbours only to a place that has no other.
    const alone = Math.max(places[k]!, 1 - places[k]!);
    const farther = order.length === 1 ? alone : Math.max(before ?? 0, after ?? 0);
    widths[k] = Math.min(1, Math.max(least, farther));
  }
  return widths;
}

function bumpOf(axis: Axis, place: number | undefined, width: number, count: number): Bump {
  if (!axis.ordered) return step(axis, place, count);
  const [center, sigma] = place === undefined ? [0.5, 1] : [place, width];
  return axis.count === Infinity ? hill(center, sigma) : terrace(center, sigma);
}

/** A normal distribution cut off at the ends of the axis. */
function hill(center: number, sigma: number): Bump {
  const [low, high] = [-center / sigma, (1 - center) / sigma].map(normalCdf) as [number, number];
  const constant = Math.log(high - low) + Math.log(sigma) + 0.5 * Math.log(2 * Math.PI);
  return {
    sample(stream) {
      const place = center + sigma * normalQuantile(low + stream.uniform() * (high - low));
      return Math.min(1 - 2 ** -24, Math.max(0, place));
    },
    logDensity: (place) => -0.5 * ((place - center) / sigma) ** 2 - constant,
  };
}

/** The same where a value has a piece of the axis: the probability of the piece. */
function terrace(center: number, sigma: number): Bump {
  const { sample } = hill(center, sigma);
  const mass = (low: number, high: number) =>
    normalCdf((high - center) / sigma) - normalCdf((low - center) / sigma);
  const whole = mass(0, 1);
  return {
    sample,
    logDensity: (_place, [low, high]) => Math.log(Math.max(mass(low, high) / whole, Number.MIN_VALUE)),
  };
}

/** One observation of a value on top of a prior that all kernels share. */
function step(axis: Axis, place: number | undefined, count: number): Bump {
  const [low, high] = place === undefined ? [0, 0] : cellAt(axis, place);
  const prior = PRIOR / count;
  const own = place === undefined ? 0 : 1;
  const scale = 1 / (own + prior * axis.count);
  const priorShare = prior * axis.count * scale;
  return {
    sample(stream) {
      const isPrior = stream.uniform() < priorShare;
      const within = stream.uniform();
      return isPrior || own === 0 ? within : low + within * (high - low);
    },
    logDensity(_place, [from, to]) {
      const isOwn = own === 1 && from === low && to === high;
      return Math.log(priorShare * (to - from) + (isOwn ? scale : 0));
    },
  };
}
