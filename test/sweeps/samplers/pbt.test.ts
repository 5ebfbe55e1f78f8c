import { describe, expect, test } from 'vitest';
import { Stream } from '../../../src/random.js';
import { epochsOf, generationsOf, memberOf, type Population } from '../../../src/sweeps/population.js';
import { propose } from '../../../src/sweeps/propose.js';
import { differs, explore } from '../../../src/sweeps/samplers/explore.js';
import type { Seen } from '../../../src/sweeps/samplers/sampler.js';
import type { Space } from '../../../src/sweeps/space.js';
import { dimension, type Judge, samplerOf, search } from '../support.js';

const population: Population = {
  population_size: 8,
  perturbation_interval: 2,
  quantile_fraction: 0.25,
  resample_probability: 0.25,
  epochs: 7,
};
const SPACE: Space = {
  dimensions: [
    dimension('rate', 'log_uniform_values', { min: 1e-4, max: 1e-1 }),
    dimension('batch', 'categorical', { values: [32, 64, 128] }),
  ],
  constraints: [],
};

const judge: Judge = (values) => [Math.abs(Math.log10(values.get('rate') as number) + 2)];
const breed = (more = {}) => search('pbt', SPACE, 1000, { population, judge, ...more });

test('generations: as many as it takes, the last one shorter', () => {
  expect(generationsOf(population)).toBe(4);
  const epochs = [0, 7, 8, 23, 24, 31].map((number) => epochsOf(population, number));
  expect(epochs).toEqual([2, 2, 2, 2, 1, 1]);
  expect(memberOf(population, 17)).toEqual({ generation: 2, member: 1 });
  expect(epochsOf({ ...population, perturbation_interval: 9 }, 3)).toBe(7);
});

describe('population-based training', () => {
  const trials = breed();

  test('ends after its generations, and begins anew only in the first one', () => {
    expect(trials).toHaveLength(32);
    for (const [number, { proposal }] of trials.entries()) {
      const { generation } = memberOf(population, number);
      if (generation === 0) expect(proposal.from).toBeNull();
      else expect(memberOf(population, proposal.from!).generation).toBe(generation - 1);
    }
  });

  test('the worst two go on from the best two with other values, the rest from themselves with their own', () => {
    for (let first = 8; first < 32; first += 8) {
      const before = trials.slice(first - 8, first);
      const order = before.map((_, i) => i).sort((a, b) => before[a]!.losses![0]! - before[b]!.losses![0]!);
      for (let member = 0; member < 8; member++) {
        const { from, assignment } = trials[first + member]!.proposal;
        const parent = trials[from!]!.proposal;
        if (order.slice(6).includes(member)) {
          expect(order.slice(0, 2)).toContain(from! - (first - 8));
          expect([...assignment]).not.toEqual([...parent.assignment]);
        } else {
          expect(from).toBe(first - 8 + member);
          expect([...assignment]).toEqual([...parent.assignment]);
        }
      }
    }
  });

  test('is the same with any number of workers', () => {
    const found = breed({ workers: 5 });
    expect(found.map(({ proposal }) => proposal)).toEqual(
      trials.map(({ proposal }) => ({ ...proposal, index: expect.any(Number) })),
    );
  });

  test('nobody goes on from a trial that failed; where all did, all begin anew', () => {
    const fails: Judge = (values, from) => (values.get('batch') === 64 ? undefined : judge(values, from));
    const found = breed({ judge: fails });
    expect(found).toHaveLength(32);
    for (const { proposal } of found) {
      if (proposal.from !== null) expect(found[proposal.from]!.losses).toBeDefined();
    }
    const none = breed({ judge: () => undefined });
    expect(none.every(({ proposal }) => proposal.from === null)).toBe(true);
  });

  test('waits for the whole generation', () => {
    const seen: Seen[] = trials.slice(0, 8).map(({ proposal, losses }, number) => ({
      number,
      point: proposal.point,
      ...(number === 3 ? {} : { losses: losses! }),
    }));
    const about = { space: SPACE, sampler: samplerOf('pbt'), seed: 1, population, taken: new Set<string>() };
    expect(propose({ ...about, number: 8, seen, from: 8 })).toBe('wait');
    expect(propose({ ...about, number: 32, seen, from: 32 })).toBeUndefined();
  });

  test('comes to values that are better than those that it began with', () => {
    const typical = (part: typeof trials) => {
      const losses = part.map(({ losses }) => losses![0]!).sort((a, b) => a - b);
      return losses[4]!;
    };
    expect(typical(trials.slice(24))).toBeLessThan(typical(trials.slice(0, 8)));
  });
});

describe('other values', () => {
  const axis = (name: string, options: object) => dimension('x', name, options).axis;
  const around = (name: string, options: object, value: unknown) => {
    const one = axis(name, options);
    const [low, high] = one.cell(value)!;
    const stream = new Stream(1, 'test explore');
    const found = Array.from({ length: 40 }, () => one.at(explore([one], [(low + high) / 2], 0, stream)[0]!));
    return [...new Set(found)].sort((a, b) => Number(a) - Number(b));
  };

  test('are a fifth more or less, inside the bounds', () => {
    const found = around('log_uniform_values', { min: 1e-4, max: 1e-1 }, 1e-2);
    expect(found).toEqual([8e-3, 1.2e-2].map((one) => expect.closeTo(one, 9)));
    expect(around('uniform', { min: 0, max: 1 }, 1)).toEqual([expect.closeTo(0.8, 9)]);
    expect(around('uniform', { min: -2, max: 2 }, -1)).toEqual(
      [-1.2, -0.8].map((one) => expect.closeTo(one, 9)),
    );
  });

  test('are neighbours of what is counted or listed', () => {
    expect(around('int_uniform', { min: 1, max: 4 }, 2)).toEqual([1, 3]);
    expect(around('int_uniform', { min: 1, max: 4 }, 4)).toEqual([3]);
    expect(around('int_uniform', { min: 0, max: 4 }, 0)).toEqual([1]);
    expect(around('int_uniform', { min: 1, max: 400 }, 100)).toEqual([80, 120]);
    expect(around('categorical', { values: [32, 64, 128] }, 64)).toEqual([32, 128]);
    expect(around('categorical', { values: [32, 64, 128] }, 32)).toEqual([64]);
    expect(around('q_normal', { mu: 0, sigma: 1, q: 0.5 }, 0)).toEqual([-0.5, 0.5]);
    expect(around('constant', { value: 3 }, 3)).toEqual([3]);
  });

  test('are anything with a probability of 1, and also for what had no part before', () => {
    const one = axis('uniform', { min: 0, max: 1 });
    const stream = new Stream(1, 'test explore');
    const places = Array.from({ length: 200 }, (_, i) => explore([one], [i % 2 ? 0.5 : null], 1, stream)[0]!);
    expect(Math.min(...places)).toBeLessThan(0.05);
    expect(Math.max(...places)).toBeGreaterThan(0.95);
    expect(differs([one], [null], [0.3])).toBe(false);
    expect(differs([one], [0.2], [0.3])).toBe(true);
  });
});
