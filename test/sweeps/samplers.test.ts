import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/sweeps/assignment.js';
import { type Constraint, parseConstraint } from '../../src/sweeps/constraint.js';
import type { Population } from '../../src/sweeps/population.js';
import { samplers } from '../../src/sweeps/samplers/index.js';
import { sobolBits } from '../../src/sweeps/samplers/sobol.js';
import { locate, type Space } from '../../src/sweeps/space.js';
import { dimension, numbers, type Options, samplerOf, search, type Values } from './support.js';

const SPACE: Space = {
  dimensions: [
    dimension('optimizer', 'categorical', { values: ['adam', 'sgd'] }),
    dimension('momentum', 'q_uniform', { min: 0, max: 0.9, q: 0.3 }, { optimizer: ['sgd'] }),
    dimension('units', 'int_uniform', { min: 1, max: 4 }),
    dimension(['a', 'b'], 'categorical', {
      values: [
        [1, 10],
        [2, 20],
      ],
    }),
  ],
  constraints: [parseConstraint('units * a <= 6') as Constraint],
};

const population: Population = {
  population_size: 6,
  perturbation_interval: 1,
  quantile_fraction: 0.25,
  resample_probability: 0.25,
  epochs: 4,
};

const names = samplers.map(({ name }) => name);
/** Every one but that which breeds: it tries values again with other weights. */
const searching = names.filter((name) => name !== 'pbt');
const of = (name: string, options: Options = {}) => ({
  ...options,
  ...(name === 'pbt' && { population }),
});
const tried = (trials: ReturnType<typeof search>) => trials.map(({ proposal }) => proposal.identity);

describe('every way to search', () => {
  test.each(searching)('%s finds every allowed trial of a small space once', (name) => {
    const trials = search(name, SPACE, 1000);
    // adam: 4 units x 2; sgd: 4 momenta more; without units 4 and a 2, which is 8.
    expect(trials).toHaveLength((1 + 4) * (4 * 2 - 1));
    expect(new Set(trials.map(({ proposal }) => identityOf(proposal.assignment))).size).toBe(trials.length);
  });

  test.each(names)('%s keeps to conditions, zips and constraints, whatever trials come to', (name) => {
    const judge = (values: Values) =>
      values.get('units') === 2 ? undefined : [Number(values.get('a')), -Number(values.get('units'))];
    const trials = search(name, SPACE, 24, of(name, { judge, workers: 3 }));
    expect(trials).toHaveLength(24);
    expect(new Set(tried(trials)).size).toBe(24);
    for (const { proposal } of trials) {
      const values = proposal.assignment;
      expect(values.has('momentum')).toBe(values.get('optimizer') === 'sgd');
      expect((values.get('units') as number) * (values.get('a') as number)).toBeLessThanOrEqual(6);
      expect(values.get('b')).toBe(10 * (values.get('a') as number));
      expect(locate(SPACE, values)).toBeDefined();
    }
  });

  test.each(names)('%s says the same for the same seed', (name) => {
    const judge = (values: Values) => [Number(values.get('units'))];
    const run = (seed: number) => tried(search(name, SPACE, 24, of(name, { judge, seed, workers: 2 })));
    expect(run(3)).toEqual(run(3));
    if (name !== 'grid') expect(run(3)).not.toEqual(run(4));
  });

  test.each(names)('%s tells how many trials are chosen whatever comes of others', (name) => {
    const sampler = samplerOf(name);
    const known = sampler.startup?.(population) ?? 12;
    const judged = (sign: number) => (values: Values) => [sign * Number(values.get('units'))];
    const run = (sign: number) => tried(search(name, SPACE, known, of(name, { judge: judged(sign) })));
    expect(known).toBeGreaterThan(0);
    expect(run(1)).toEqual(run(-1));
  });
});

test('the Sobol sequence is that of scipy', () => {
  const { sobol } = JSON.parse(readFileSync(join(import.meta.dirname, 'scipy.json'), 'utf8'));
  for (const [n, point] of (sobol as number[][]).entries()) {
    const bits = [...sobolBits(n, point.length)].map((word) => word / 2 ** 32);
    expect(bits).toEqual(point.map((place) => expect.closeTo(place, 8)));
  }
});

test('a grid has no place for what cannot be counted', () => {
  const { axis } = dimension('x', 'uniform', { min: 0, max: 1 });
  expect(samplerOf('grid').problem!([axis])).toMatch(/no end of them/);
});

test('a Gaussian process has no place for many parameters, nor for long lists', () => {
  const axes = numbers(21, 0, 1).dimensions.map(({ axis }) => axis);
  expect(samplerOf('gp').problem!(axes)).toMatch(/found 21 parameters, expected 20 at most: use tpe/);
  const values = Array.from({ length: 30 }, (_, i) => `item ${i}`);
  const { axis } = dimension('x', 'categorical', { values });
  expect(samplerOf('gp').problem!([axis])).toMatch(/found a list of 30 values/);
  expect(samplerOf('gp').problem!(axes.slice(0, 20))).toBeUndefined();
});

test('bayes is gp where parameters are few and numeric, else tpe', () => {
  const judge = (values: Values) => [Number(values.get('x0') ?? values.get('units'))];
  const run = (name: string, space: Space) => tried(search(name, space, 14, { judge }));
  const few = numbers(2, 0, 1);
  expect(run('bayes', few)).toEqual(run('gp', few));
  const many = numbers(12, 0, 1);
  expect(run('bayes', many)).toEqual(run('tpe', many));
  expect(run('bayes', SPACE)).toEqual(run('tpe', SPACE));
});

/** The part of the plane below a corner that points dominate. */
function hypervolume(
  points: readonly (readonly number[])[],
  [right, top]: readonly [number, number],
): number {
  const inside = points.filter(([a, b]) => a! < right && b! < top).sort((a, b) => a[0]! - b[0]!);
  let [volume, last] = [0, top];
  for (const [a, b] of inside) {
    volume += (right - a!) * Math.max(0, last - b!);
    last = Math.min(last, b!);
  }
  return volume;
}

describe('finds more of the front of ZDT1 than random points', () => {
  const judge = (values: Values) => {
    const [first = 0, ...rest] = [...values.values()] as number[];
    const g = 1 + (9 * rest.reduce((sum, one) => sum + one, 0)) / rest.length;
    return [first, g * (1 - Math.sqrt(first / g))];
  };
  const median = (name: string, seeds: number, count: number) => {
    const found = Array.from({ length: seeds }, (_, seed) => {
      const trials = search(name, numbers(4, 0, 1), count, { seed, judge });
      return hypervolume(
        trials.map(({ losses }) => losses!),
        [1.1, 6],
      );
    });
    return found.sort((a, b) => a - b)[seeds >> 1]!;
  };

  test('tpe', () => expect(median('tpe', 7, 60)).toBeGreaterThan(1.05 * median('random', 7, 60)));
  test('gp', () => expect(median('gp', 3, 30)).toBeGreaterThan(1.2 * median('random', 7, 30)));
});

/** The best of some trials of a function of four places, the median over seeds. */
describe('comes near the least of a function, far nearer than random points', () => {
  const median = (name: string, seeds: number, count = 60) => {
    const sphere = (values: Values) => [
      [...values.values()].reduce((sum: number, value) => sum + ((value as number) - 0.3) ** 2, 0),
    ];
    const found = Array.from({ length: seeds }, (_, seed) => {
      const trials = search(name, numbers(4, -1, 1), count, { seed, judge: sphere });
      return Math.min(...trials.map(({ losses }) => losses![0]!));
    });
    return found.sort((a, b) => a - b)[seeds >> 1]!;
  };
  const random = median('random', 20);

  test('tpe', () => expect(median('tpe', 12)).toBeLessThan(0.2 * random));
  test('gp', () => expect(median('gp', 3, 30)).toBeLessThan(0.01 * random));
});
