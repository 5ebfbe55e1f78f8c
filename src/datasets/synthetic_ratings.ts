import { UserError } from '../errors.js';
import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import { Stream } from '../random.js';
import { defineDataset } from './dataset.js';
import { checkMemory } from './files/memory.js';

const NAME = 'synthetic_ratings';
const KEY = `data.dataset.${NAME}`;

const options = {
  type: 'object',
  properties: {
    users: { type: 'integer', minimum: 1, default: 300, description: 'Number of users.' },
    items: { type: 'integer', minimum: 1, default: 200, description: 'Number of items.' },
    ratings: {
      type: 'integer',
      minimum: 1,
      maximum: 10_000_000,
      default: 20_000,
      description: 'Number of rows: pairs of a user and an item, each at most once.',
    },
    factors: {
      type: 'integer',
      minimum: 1,
      default: 4,
      description: 'Hidden properties of users and items that decide how they like each other.',
    },
    noise: {
      type: 'number',
      minimum: 0,
      default: 0.5,
      description:
        'Standard deviation of what nothing explains: no model can have a smaller root mean squared error.',
    },
    seed: { type: 'integer', minimum: 0, description: "Seed of the rows (default: the experiment's)." },
  },
} as const satisfies OptionSchema;
type Settings = OptionsOf<typeof options>;

/**
 * What users think of items, for recommenders.
 *
 * The law: a user and an item have `factors` hidden properties each, normal with variance 1 / sqrt(factors). A rating
 * is 3 plus the sum of the products of their properties, which has deviation 1, plus normal noise of deviation
 * `noise`. Pairs are drawn from all without repetition.
 */
export const synthetic_ratings = defineDataset({
  name: NAME,
  summary: 'Made-up ratings: x is a user and an item, y how much the one likes the other, by hidden factors.',
  options,
  async describe(options) {
    check(options);
    return {
      x: { shape: [2], dtype: 'int32' },
      y: { shape: [], dtype: 'float32' },
      rows: { train: options.ratings },
      features: ['user', 'item'],
      hasTest: false,
    };
  },
  async read(options, context) {
    check(options);
    const { users, items, ratings, factors, noise } = options;
    const seed = options.seed ?? context.seed;
    const [ofUsers, ofItems] = [users, items].map((count, i) => {
      const stream = new Stream(seed, NAME, i);
      return new Float64Array(count * factors).map(() => stream.normal() / Math.sqrt(Math.sqrt(factors)));
    }) as [Float64Array, Float64Array];
    const x = pairs(options, new Stream(seed, NAME, PAIRS));
    const stream = new Stream(seed, NAME, NOISE);
    const y = new Float32Array(ratings).map((_, row) => {
      const [user, item] = [x[2 * row]! * factors, x[2 * row + 1]! * factors];
      let liking = 3 + noise * stream.normal();
      for (let factor = 0; factor < factors; factor++)
        liking += ofUsers[user + factor]! * ofItems[item + factor]!;
      return liking;
    });
    return {
      train: {
        x: { shape: [ratings, 2], dtype: 'int32', data: x },
        y: { shape: [ratings], dtype: 'float32', data: y },
      },
      features: ['user', 'item'],
    };
  },
});

/** Purposes of the random streams behind those of users (0) and items (1). */
const PAIRS = 2;
const NOISE = 3;

function check({ users, items, ratings, factors }: Settings): void {
  const all = users * items;
  if (ratings > all) {
    const message = `is ${ratings}, expected at most the ${all} pairs of ${users} users and ${items} items`;
    throw new UserError({ key: `${KEY}.ratings`, message });
  }
  if (all >= 2 ** 32) {
    throw new UserError({
      key: `${KEY}.users`,
      message: `gives ${all} pairs with items, expected less than 2^32`,
    });
  }
  const bytes = 8 * factors * (users + items) + 12 * ratings + 64 * Math.min(ratings, all);
  const hint = 'lower users, items or ratings';
  checkMemory(bytes, `${ratings} ratings of ${users} users`, { key: KEY, hint });
}

/** Distinct pairs, each set of them as likely as any other (Floyd), in random order. */
function pairs({ users, items, ratings }: Settings, stream: Stream): Int32Array {
  const chosen = new Set<number>();
  for (let last = users * items - ratings; last < users * items; last++) {
    const pair = stream.below(last + 1);
    chosen.add(chosen.has(pair) ? last : pair);
  }
  const x = new Int32Array(2 * ratings);
  stream.shuffle([...chosen]).forEach((pair, row) => {
    x[2 * row] = Math.floor(pair / items);
    x[2 * row + 1] = pair % items;
  });
  return x;
}
