import { Stream } from '../../random.js';
import { ranked } from '../pareto.js';
import { generationsOf, memberOf, type Population } from '../population.js';
import { anything } from './anything.js';
import { differs, explore } from './explore.js';
import { type Ask, PATIENCE, type Sampler, type Seen, type Suggestion } from './sampler.js';

/**
 * Population-based training (M. Jaderberg et al., "Population based training of neural networks", 2017): members are
 * trained side by side; after some epochs the worst take over the weights and the values of the best, and change the
 * values. Each generation waits for the whole of the one before, so that it is the same with any number of workers: a
 * choice depends on the seed and on what came of that generation, and on nothing else.
 */
export const pbt: Sampler = {
  name: 'pbt',
  summary: 'Population-based training: trials in generations, of which the worst go on from the best.',
  patience: 1,
  startup: (population) => population!.population_size,
  suggest(ask) {
    const { population, number, seed } = ask;
    const { generation, member } = memberOf(population!, number);
    if (generation >= generationsOf(population!)) return undefined;
    const stream = new Stream(seed, 'sweep pbt', number);
    if (generation === 0) return anything(ask, stream);
    const first = number - member - population!.population_size;
    const before = lastGeneration(ask, first);
    if (before.some((one) => one && !one.losses && !one.failed)) return 'wait';
    return heir(ask, stream, before, member);
  },
};

/** By member; undefined for one that is no longer in the space. */
function lastGeneration({ population, seen }: Ask, first: number): readonly (Seen | undefined)[] {
  const byNumber = new Map(seen.map((one) => [one.number, one]));
  return Array.from({ length: population!.population_size }, (_, i) => byNumber.get(first + i));
}

function heir(
  ask: Ask,
  stream: Stream,
  before: readonly (Seen | undefined)[],
  member: number,
): Suggestion | undefined {
  const done = before.filter((one): one is Seen & { losses: readonly number[] } => one?.losses !== undefined);
  if (done.length === 0) return anything(ask, stream);
  const order = ranked(done.map(({ losses }) => losses)).map((i) => done[i]!);
  const count = quantileOf(ask.population!);
  const own = before[member]?.losses && before[member];
  const worst = order.slice(Math.max(count, order.length - count));
  const keeps = own !== undefined && !worst.some((one) => one === own);
  const same = own && { point: own.point, from: own.number };
  if (keeps && ask.accepts(own.point, own.number)) return same;
  const best = order.slice(0, Math.max(1, Math.min(count, order.length)));
  return changed(ask, stream, best) ?? same ?? anything(ask, stream);
}

/** How many give way; never so many that there are no others. */
const quantileOf = ({ population_size: size, quantile_fraction: part }: Population) =>
  Math.min(Math.ceil(size * part), Math.floor(size / 2));

/** One of the best with other values; undefined where none are left to try. */
function changed(ask: Ask, stream: Stream, best: readonly Seen[]): Suggestion | undefined {
  const { axes, population, accepts } = ask;
  for (let i = 0; i < PATIENCE; i++) {
    const { number, point: old } = best[stream.below(best.length)]!;
    const point = explore(axes, old, population!.resample_probability, stream);
    if (differs(axes, old, point) && accepts(point, number)) return { point, from: number };
  }
  return undefined;
}
