import type { Stream } from '../../../random.js';
import { logImprovement } from './expected-improvement.js';
import type { Points } from './matern.js';
import { minimize } from './minimize.js';
import type { Posterior, Prediction } from './posterior.js';

/** Places anywhere, and around each of the best points. */
const ANYWHERE = 512;
const BEST = 8;
const AROUND = [0.1, 0.01];
const TRIES = 4;
/** The most promising of them are moved uphill, in so many steps. */
const CLIMBS = 4;
const STEPS = 20;
const LAST = 1 - 2 ** -24;

/**
 * Places in order of the improvement over `best` that is to be expected of them, greatest first.
 *
 * @param points with their targets: where to look closer.
 */
export function promising(
  known: Posterior,
  points: Points,
  targets: Float64Array,
  best: number,
  stream: Stream,
): readonly (readonly number[])[] {
  const gain = (place: readonly number[]) => ({ place, gain: improvement(known.at(place), best) });
  const all = [...anywhere(points, stream), ...around(points, targets, stream)].map(gain);
  const byGain = (a: { readonly gain: number }, b: { readonly gain: number }) => b.gain - a.gain;
  all.sort(byGain);
  const bounds = { low: points.ordered.map(() => 0), high: points.ordered.map(() => LAST) };
  const climbed = all.slice(0, CLIMBS).map(({ place }) => {
    const { x, value } = minimize((x) => loss(known, x, best), place, bounds, STEPS);
    return { place: x, gain: -value };
  });
  return [...climbed.sort(byGain), ...all].map(({ place }) => place);
}

/** Logarithm of the improvement that is expected. */
const improvement = ({ mean, deviation }: Prediction, best: number) =>
  Math.log(deviation) + logImprovement((best - mean) / deviation).value;

/** Minus that, with its slope. */
function loss(known: Posterior, x: readonly number[], best: number) {
  const { mean, deviation, ofMean, ofDeviation } = known.slopeAt(x);
  const z = (best - mean) / deviation;
  const { value, slope } = logImprovement(z);
  const gradient = ofMean.map((up, k) => (slope * (up + z * ofDeviation[k]!) - ofDeviation[k]!) / deviation);
  return { value: -(Math.log(deviation) + value), gradient };
}

const anywhere = ({ ordered }: Points, stream: Stream) =>
  Array.from({ length: ANYWHERE }, () => ordered.map(() => stream.uniform()));

function around({ rows, ordered, count }: Points, targets: Float64Array, stream: Stream): number[][] {
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => targets[a]! - targets[b]! || a - b);
  return order.slice(0, BEST).flatMap((i) =>
    AROUND.flatMap((width) =>
      Array.from({ length: TRIES }, () =>
        ordered.map((isOrdered, k) => {
          const place = rows[i * ordered.length + k]!;
          // What has no neighbours stays, or becomes something else now and then.
          if (!isOrdered)
            return stream.uniform() < width && place >= 0 ? stream.uniform() : Math.max(0, place);
          return Math.min(LAST, Math.max(0, place + width * stream.normal()));
        }),
      ),
    ),
  );
}
